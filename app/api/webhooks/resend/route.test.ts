import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { testDatabase } from '@/lib/db/test-database'
import { readEnvAgain } from '@/lib/env'
import { listImportMails } from '@/lib/mail/queries'
import { drain, endedImport, resend, tidyUp } from '@/lib/mail/test-world'
import { POST } from './route'

testDatabase()

const secret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
let url = ''

/** The handler behind a real HTTP server, as Next would call it. */
const server = createServer((incoming, outgoing) => {
  const pieces: Buffer[] = []
  incoming.on('data', (piece: Buffer) => pieces.push(piece))
  incoming.on('end', async () => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    const answer = await POST(new Request(url, { method: 'POST', headers, body: Buffer.concat(pieces) }))
    outgoing.writeHead(answer.status).end(await answer.text())
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend`
})
afterAll(() => void server.close())
beforeEach(async () => {
  process.env.RESEND_WEBHOOK_SECRET = secret
  readEnvAgain()
  await tidyUp()
})

type Posted = { id?: string; at?: string; secondsAgo?: number; key?: string; data?: object }

/** Posts an event as Resend does, signed with `key`. */
async function post(type: string, emailId: string, posted: Posted = {}) {
  const { id = 'msg_1', at = '2026-11-24T10:00:00.000Z', secondsAgo = 0, key = secret, data } = posted
  const body = JSON.stringify({ type, created_at: at, data: { email_id: emailId, ...data } })
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo)
  const signature = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  const headers = { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
  return (await fetch(url, { method: 'POST', body, headers })).status
}

/** An import whose report Resend has accepted. */
async function sentReport() {
  const ended = await endedImport()
  const { transport } = await resend()
  await drain(transport)
  const mail = await db().mail.findFirstOrThrow({ where: { accountId: ended.accountId } })
  return {
    ...ended,
    mail: mail.providerId ?? '',
    read: async () => (await listImportMails(ended.accountId, ended.number))[0],
  }
}

test('a bounce shows on the report with what the other side said', async () => {
  const { mail, read } = await sentReport()
  expect(await read()).toMatchObject({ status: 'sent', delivery: null })
  expect(await post('email.delivered', mail)).toBe(200)
  expect(await read()).toMatchObject({ delivery: 'delivered', deliveryReason: null })
  const data = { bounce: { type: 'Permanent', message: 'The mailbox does not exist.' } }
  expect(await post('email.bounced', mail, { at: '2026-11-24T10:00:05.000Z', data })).toBe(200)
  expect(await read()).toMatchObject({
    status: 'sent',
    delivery: 'bounced',
    deliveryReason: 'The mailbox does not exist.',
  })
})

test('the same event twice is noted once, and a late one does not undo a later one', async () => {
  const { mail, read } = await sentReport()
  for (let time = 0; time < 2; time++)
    expect(await post('email.complained', mail, { at: '2026-11-24T10:00:05.000Z' })).toBe(200)
  expect(await post('email.delivered', mail, { at: '2026-11-24T10:00:01.000Z' })).toBe(200)
  expect(await read()).toMatchObject({ delivery: 'complained' })
})

test('another signature, an old one and none are turned away, and nothing is noted', async () => {
  const { mail, read } = await sentReport()
  const other = `whsec_${Buffer.from('another secret of the same length').toString('base64')}`
  expect(await post('email.bounced', mail, { key: other })).toBe(401)
  expect(await post('email.bounced', mail, { secondsAgo: 600 })).toBe(401)
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413)
  expect(await read()).toMatchObject({ delivery: null })
})

test('mails that are not ours and events of other kinds are taken without a word', async () => {
  const { mail, read } = await sentReport()
  expect(await post('email.bounced', 'somebody-elses')).toBe(200)
  expect(await post('email.opened', mail)).toBe(200)
  expect(await post('contact.created', mail)).toBe(200)
  expect(await read()).toMatchObject({ delivery: null })
})

test('without a secret there is no webhook', async () => {
  process.env.RESEND_WEBHOOK_SECRET = ''
  readEnvAgain()
  expect(await post('email.bounced', 'x')).toBe(404)
})
