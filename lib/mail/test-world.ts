import { makeAccount } from '../../prisma/factories/account'
import { makeImport } from '../../prisma/factories/import'
import { db, pool } from '../db/client'
import { newId, type UserId } from '../db/ids'
import { nextImportJob } from '../imports/job'
import { claimDueMail } from './claim'
import { deliverMail } from './deliver'
import { insertReportMails } from './report-mails'
import { resendTransport } from './resend'
import { smtpTransport } from './smtp'
import { type ResendStep, startResendServer } from './test-resend'
import { startSmtpServer } from './test-smtp'
import type { Transport } from './transport'

const stops: (() => Promise<void>)[] = []
/** Stops the servers of a test and takes its mails away; for `afterEach`. */
export async function tidyUp(): Promise<void> {
  for (const stop of stops.splice(0)) await stop()
  await pool().query('DELETE FROM mails')
}

/** Resend as scripted, and a transport to it. */
export async function resend(script: ResendStep[] = []) {
  const server = await startResendServer(script)
  stops.push(server.stop)
  return { server, transport: resendTransport({ key: 're_test', baseUrl: server.url, timeoutMs: 400 }) }
}

/** A mail server, and a transport to it. */
export async function smtp() {
  const server = await startSmtpServer()
  stops.push(server.stop)
  return { server, transport: smtpTransport({ url: server.url, timeoutMs: 2_000 }) }
}

const file = 'Email,First name\na@x.test,Ana\n\nno-at.test,Bo\na@x.test,Again\nc@x.test,Cy\n'

/** An import that ended by the real engine, with its mails booked in the transaction that ended it. */
export async function endedImport({ name = 'spring.csv', people = 1 } = {}) {
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
export async function drain(transport: Transport): Promise<void> {
  for (let mail = await claimDueMail(); mail; mail = await claimDueMail()) await deliverMail(mail, transport)
}

/** As time passes: what waits becomes due. */
export const timePasses = () =>
  pool().query(`UPDATE mails SET next_try_at = now() - interval '1 second' WHERE next_try_at IS NOT NULL`)

/** Delivers until no mail waits for another try. */
export async function untilSettled(transport: Transport): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await timePasses()
    await drain(transport)
    if ((await db().mail.count({ where: { nextTryAt: { not: null } } })) === 0) return
  }
  throw new Error('Mails are still waiting.')
}
