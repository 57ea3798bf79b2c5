import { afterEach, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { claimDueMail } from './claim'
import { deliverMail } from './deliver'
import { outboxTransport } from './outbox'
import { getOutboxMail, listImportMails, listOutbox } from './queries'
import { drain, endedImport, resend, smtp, tidyUp, untilSettled } from './test-world'

testDatabase()
afterEach(tidyUp)

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
  const { mails, total } = await listOutbox(accountId, { page: 1, size: 50, role: 'member' })
  expect(total).toBe(1)
  expect(mails).toMatchObject([{ to: email, status: 'sent' }])
  expect(mails[0]!.subject).toContain('Import report: 2 added')
  const { message } = (await getOutboxMail(accountId, { id: mails[0]!.id, role: 'member' }))!
  expect(message!.html).not.toContain('<script>')
  expect(message!.text).toContain('<script>alert(1).csv')
  expect(message!.headers['X-Fairlead-Import']).toContain(`/${number}`)
  expect(
    await getOutboxMail((await makeAccount()).accountId, { id: mails[0]!.id, role: 'member' }),
  ).toBeNull()
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
