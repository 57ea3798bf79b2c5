import { afterEach, describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { claimDueMail, handOverMail } from './claim'
import { deliverMail } from './deliver'
import { mailMessageSchema } from './message'
import { listImportMails } from './queries'
import type { ResendStep } from './test-resend'
import { drain, endedImport, resend, smtp, tidyUp, timePasses, untilSettled } from './test-world'

testDatabase()
afterEach(tidyUp)

describe('whatever the provider does, at most one mail is accepted', () => {
  test.for<{ script: ResendStep[]; status: string; accepted: number; requests: number }>([
    { script: [], status: 'sent', accepted: 1, requests: 1 },
    { script: ['rate_limit', 'error_500', 'concurrent'], status: 'sent', accepted: 1, requests: 4 },
    { script: ['reset', 'reset'], status: 'sent', accepted: 1, requests: 3 },
    { script: ['accept_then_reset'], status: 'sent', accepted: 1, requests: 2 },
    { script: ['accept_then_silence'], status: 'sent', accepted: 1, requests: 2 },
    { script: ['accept_then_garbage'], status: 'sent', accepted: 1, requests: 2 },
    {
      script: ['accept_then_502', 'rate_limit', 'accept_then_reset'],
      status: 'sent',
      accepted: 1,
      requests: 4,
    },
    { script: ['refuse'], status: 'failed', accepted: 0, requests: 1 },
    { script: ['accept_then_reset', 'refuse'], status: 'unknown', accepted: 1, requests: 2 },
    { script: Array<ResendStep>(8).fill('error_500'), status: 'failed', accepted: 0, requests: 8 },
    { script: Array<ResendStep>(8).fill('accept_then_502'), status: 'unknown', accepted: 1, requests: 8 },
  ])('$script → $status', async ({ script, status, accepted, requests }) => {
    const { server, transport } = await resend([...script])
    const { accountId, number } = await endedImport()
    const before = await db().import.findMany({ where: { accountId }, omit: { receipt: true } })
    await untilSettled(transport)
    expect(server.accepted.size).toBe(accepted)
    expect(server.keys).toHaveLength(requests)
    expect(new Set(server.keys).size).toBe(1)
    const [mail] = await listImportMails(accountId, number)
    expect(mail).toMatchObject({ status, attempts: requests, nextTryAt: null })
    if (status !== 'sent') expect(mail!.lastError).toMatch(/^Resend /)
    expect(await db().import.findMany({ where: { accountId }, omit: { receipt: true } })).toEqual(before)
  })
})

test('a provider that asks to wait is not asked again before', async () => {
  const { transport } = await resend(['rate_limit'])
  const { accountId, number } = await endedImport()
  await drain(transport)
  const { rows } = await pool().query<{ seconds: number }>(
    'SELECT extract(epoch FROM next_try_at - now())::float8 AS seconds FROM mails WHERE account_id = $1',
    [accountId],
  )
  expect(rows[0]!.seconds).toBeGreaterThan(60)
  expect(rows[0]!.seconds).toBeLessThanOrEqual(77)
  expect(await listImportMails(accountId, number)).toMatchObject([
    { status: 'queued', lastError: 'Resend answered 429: Too many requests' },
  ])
})

test('three workers at once send each mail once', async () => {
  const { server, transport } = await resend()
  for (let n = 0; n < 3; n++) await endedImport({ people: 3 })
  await Promise.all([drain(transport), drain(transport), drain(transport)])
  expect(server.keys).toHaveLength(9)
  expect(server.accepted.size).toBe(9)
})

test('a worker that wakes up after its lease sends nothing', async () => {
  const { server, transport } = await resend()
  await endedImport()
  const asleep = (await claimDueMail())!
  await timePasses()
  const awake = (await claimDueMail())!
  await deliverMail(asleep, transport)
  expect(server.keys).toEqual([])
  await deliverMail(awake, transport)
  expect(server.accepted.size).toBe(1)
})

describe('a worker killed between hand-over and answer', () => {
  async function killed() {
    const about = await endedImport()
    const claimed = (await claimDueMail())!
    const message = mailMessageSchema.parse({
      from: { name: '', address: 'reports@fairlead.test' },
      to: { name: '', address: about.email },
      subject: 's',
      html: 'h',
      text: 't',
      headers: {},
      messageId: '<m@x>',
    })
    expect(await handOverMail(claimed, message)).toBe(true)
    expect(await listImportMails(about.accountId, about.number)).toMatchObject([{ status: 'queued' }])
    await timePasses()
    return about
  }

  test('by SMTP the mail stays unknown, for a second try could be a second mail', async () => {
    const { server, transport } = await smtp()
    const { accountId, number } = await killed()
    await untilSettled(transport)
    expect(server.received).toEqual([])
    expect(await listImportMails(accountId, number)).toMatchObject([{ status: 'unknown', nextTryAt: null }])
  })

  test('by Resend it is sent again under the same key with the same content', async () => {
    const { server, transport } = await resend()
    const { accountId, number } = await killed()
    await untilSettled(transport)
    expect(server.letters().map((letter) => letter.subject)).toEqual(['s'])
    expect(await listImportMails(accountId, number)).toMatchObject([{ status: 'sent', attempts: 2 }])
  })

  test('by Resend a day later it is not, for the key is forgotten', async () => {
    const { server, transport } = await resend()
    const { accountId, number } = await killed()
    await pool().query(`UPDATE mails SET created_at = now() - interval '24 hours'`)
    await untilSettled(transport)
    expect(server.keys).toEqual([])
    expect(await listImportMails(accountId, number)).toMatchObject([{ status: 'unknown', nextTryAt: null }])
  })
})

test('the line cut after SMTP took the mail: unknown, and not tried again by itself', async () => {
  const { server, transport } = await smtp()
  server.script.push('accept_then_cut')
  const { accountId, number } = await endedImport()
  await untilSettled(transport)
  expect(server.received).toHaveLength(1)
  expect(await listImportMails(accountId, number)).toMatchObject([
    { status: 'unknown', attempts: 1, nextTryAt: null },
  ])
})

test('a mail server that is down at first gets the mail later', async () => {
  const { server, transport } = await smtp()
  server.script.push('busy', 'cut_before_message')
  const { accountId, number } = await endedImport()
  await untilSettled(transport)
  expect(server.received).toHaveLength(1)
  expect(await listImportMails(accountId, number)).toMatchObject([{ status: 'sent', attempts: 3 }])
})

test('a mail whose every try died is given up', async () => {
  const { server, transport } = await resend()
  const { accountId, number } = await endedImport()
  await db().mail.updateMany({ where: { accountId }, data: { attempts: 8 } })
  await untilSettled(transport)
  expect(server.keys).toEqual([])
  expect(await listImportMails(accountId, number)).toMatchObject([
    { status: 'failed', lastError: 'It was tried 8 times.' },
  ])
})
