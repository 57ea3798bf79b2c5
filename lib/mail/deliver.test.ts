import { afterEach, describe, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport } from '../../prisma/factories/import'
import { db, pool } from '../db/client'
import { newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { nextImportJob } from '../imports/job'
import { claimDueMail, handOverMail } from './claim'
import { deliverMail } from './deliver'
import { mailMessageSchema } from './message'
import { outboxTransport } from './outbox'
import { getOutboxMail, listImportMails, listOutbox } from './queries'
import { insertReportMails } from './report-mails'
import { resendTransport } from './resend'
import { smtpTransport } from './smtp'
import { type ResendStep, startResendServer } from './test-resend'
import { startSmtpServer } from './test-smtp'
import type { Transport } from './transport'

testDatabase()

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await pool().query('DELETE FROM mails')
})

async function resend(script: ResendStep[] = []) {
  const server = await startResendServer(script)
  stops.push(server.stop)
  return { server, transport: resendTransport({ key: 're_test', baseUrl: server.url, timeoutMs: 400 }) }
}

async function smtp() {
  const server = await startSmtpServer()
  stops.push(server.stop)
  return { server, transport: smtpTransport({ url: server.url, timeoutMs: 2_000 }) }
}

const file = 'Email,First name\na@x.test,Ana\n\nno-at.test,Bo\na@x.test,Again\nc@x.test,Cy\n'

/** An import that ended by the real engine, with its mails booked in the transaction that ended it. */
async function endedImport({ name = 'spring.csv', people = 1 } = {}) {
  const account = await makeAccount({ name: 'Acme' })
  for (let n = 1; n < people; n++) {
    const userId = newId() as UserId
    await db().user.create({
      data: { id: userId, email: `admin${n}-${userId}@acme.test`, name: `Admin ${n}` },
    })
    await db().member.create({ data: { accountId: account.accountId, userId, role: 'admin' } })
  }
  const number = await makeImport(account, file, { name })
  const job = await nextImportJob(insertReportMails)
  await job?.run(new AbortController().signal)
  const { email } = await db().user.findUniqueOrThrow({ where: { id: account.userId } })
  return { ...account, number, email }
}

/** Delivers whatever is due until nothing is. */
async function drain(transport: Transport): Promise<void> {
  for (let mail = await claimDueMail(); mail; mail = await claimDueMail()) await deliverMail(mail, transport)
}

/** As time passes: what waits becomes due. */
const timePasses = () =>
  pool().query(`UPDATE mails SET next_try_at = now() - interval '1 second' WHERE next_try_at IS NOT NULL`)

/** Delivers until no mail waits for another try. */
async function untilSettled(transport: Transport): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await timePasses()
    await drain(transport)
    if ((await db().mail.count({ where: { nextTryAt: { not: null } } })) === 0) return
  }
  throw new Error('Mails are still waiting.')
}

test('the mail says what the ledger says, in both parts, to everybody who should know', async () => {
  const { server, transport } = await smtp()
  const { accountId, slug, number, email } = await endedImport({ people: 2 })
  await untilSettled(transport)
  expect(server.received).toHaveLength(2)
  const { envelope, mail } = server.received.find((one) => one.envelope.to[0] === email)!
  expect(envelope.to).toEqual([email])
  expect(mail.to).toMatchObject({ value: [{ address: email, name: 'Ana' }] })
  expect(mail.subject).toBe('Import report: 2 added, 0 modified, 2 rejected (spring.csv)')
  expect(mail.headers.get('x-fairlead-import')).toBe(`${slug}/${number}`)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  for (const words of [
    'Added      2 new leads',
    'Rejected   2 leads',
    'Rows read  4 (5 in file, 1 blank row ignored)',
  ])
    expect(mail.text).toContain(words)
  expect(mail.text).toContain('Row 4  no-at.test\n         Email is not valid: No @ in it')
  expect(mail.text).toContain(
    'Row 5  a@x.test\n         Email already belongs to a lead within the account: Same email as row 2 of this file',
  )
  expect(mail.text).toContain(`http://localhost:3000/${slug}/imports/${number}?reason=email_invalid#rejected`)
  expect(mail.text).toContain('Your account held 0 leads before this import and 2 right after it: 2 added.')
  expect(mail.html).toContain('Open the report')
  const states = await listImportMails(accountId, number)
  expect(
    states.map(({ status, attempts, lastError, nextTryAt }) => [status, attempts, lastError, nextTryAt]),
  ).toEqual([
    ['sent', 1, null, null],
    ['sent', 1, null, null],
  ])
  // Addresses from the file do not stay in a second place.
  expect(await db().mail.count({ where: { message: { not: 'DbNull' } } })).toBe(0)
})

test('the outbox keeps the mail to be looked at', async () => {
  const { accountId, number, email } = await endedImport({ name: '<script>alert(1).csv' })
  await drain(outboxTransport())
  const { mails, total } = await listOutbox(accountId, { page: 1, size: 50 })
  expect(total).toBe(1)
  expect(mails).toMatchObject([{ to: email, status: 'sent' }])
  expect(mails[0]!.subject).toContain('Import report: 2 added')
  const { message } = (await getOutboxMail(accountId, mails[0]!.id))!
  expect(message!.html).not.toContain('<script>')
  expect(message!.text).toContain('<script>alert(1).csv')
  expect(message!.headers['X-Fairlead-Import']).toContain(`/${number}`)
  expect(await getOutboxMail((await makeAccount()).accountId, mails[0]!.id)).toBeNull()
})

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
    const before = await db().import.findMany({ where: { accountId } })
    await untilSettled(transport)
    expect(server.accepted.size).toBe(accepted)
    expect(server.keys).toHaveLength(requests)
    expect(new Set(server.keys).size).toBe(1)
    const [mail] = await listImportMails(accountId, number)
    expect(mail).toMatchObject({ status, attempts: requests, nextTryAt: null })
    if (status !== 'sent') expect(mail!.lastError).toMatch(/^Resend /)
    expect(await db().import.findMany({ where: { accountId } })).toEqual(before)
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

test('who left the account before the mail went out gets none', async () => {
  const { server, transport } = await resend()
  const { accountId, userId, number } = await endedImport({ people: 2 })
  await db().member.delete({ where: { accountId_userId: { accountId, userId } } })
  await untilSettled(transport)
  expect(server.accepted.size).toBe(1)
  const states = await listImportMails(accountId, number)
  expect(states.map((mail) => mail.status).sort()).toEqual(['failed', 'sent'])
  expect(states.find((mail) => mail.status === 'failed')!.lastError).toBe(
    'No member of this account logs in with this address any more.',
  )
})

test('an address that transports read differently gets no mail', async () => {
  const { server, transport } = await resend()
  const { accountId, userId, number } = await endedImport()
  const odd = '"a@evil.test x"@good.test'
  await db().user.update({ where: { id: userId }, data: { email: odd } })
  await db().mail.updateMany({ where: { accountId }, data: { recipient: odd } })
  await untilSettled(transport)
  expect(server.keys).toEqual([])
  expect(await listImportMails(accountId, number)).toMatchObject([{ status: 'failed' }])
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

test('deleting the account takes its mails along', async () => {
  const { server, transport } = await resend()
  const { accountId } = await endedImport()
  const claimed = (await claimDueMail())!
  await db().importRow.deleteMany({ where: { accountId } })
  await db().import.deleteMany({ where: { accountId } })
  await db().account.delete({ where: { id: accountId } })
  await deliverMail(claimed, transport)
  expect(server.keys).toEqual([])
  expect(await db().mail.count({ where: { accountId } })).toBe(0)
})
