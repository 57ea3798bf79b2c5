import { accountById } from '../accounts/queries'
import { env } from '../env'
import { getImport } from '../imports/queries'
import { givenReceipt } from '../imports/receipt'
import { listRejectedRows } from '../imports/rejected-page'
import { log } from '../log'
import { type ClaimedMail, handOverMail, settleMail } from './claim'
import { composeInvitation, isInvitation } from './compose-invitation'
import type { Composed } from './composed'
import { idempotencyKey, isPlainAddress, type MailMessage, messageIdOf, parseMailbox } from './message'
import { oneLine } from './one-line'
import { firstRowNotProcessed, memberAddress } from './queries'
import { renderReportMail } from './render'
import { rejectedRowsMax, reportMail } from './report-mail'
import { attemptsMax, keyHoursMax, settle } from './settle'
import { type Delivery, type Transport, transportOf } from './transport'

/**
 * Tries once to send a claimed mail and writes down what came of it. The numbers are read from the ledger at the first
 * try. Nothing here touches the import. Throws only when our own world is broken (database, settings); the mail is then
 * claimed again when its lease has run out.
 */
export async function deliverMail(
  claimed: ClaimedMail,
  transport: Transport = transportOf(env()),
): Promise<void> {
  const delivery = pastTrying(claimed, transport) ?? (await tryMail(claimed, transport))
  if (delivery === 'overtaken') return
  const { attempt, status: before, ageSeconds } = claimed
  const settlement = settle(delivery, { attempt, before, ageSeconds, honoursKeys: transport.honoursKeys })
  await settleMail(claimed, settlement, settlement.status === 'sent' && transport.keepsMessage)
  const about = { account: claimed.accountId, import: claimed.importNumber, mail: claimed.id, attempt }
  if (settlement.status === 'sent') log.info(about, `mail sent by ${transport.name}`)
  else
    log.warn({ ...about, came: delivery.kind, next: settlement.nextTrySeconds }, `mail ${settlement.status}`)
}

/** What makes another try pointless or risks a second mail; null when it may be tried. */
function pastTrying(
  { status, attempt, ageSeconds }: ClaimedMail,
  { honoursKeys }: Transport,
): Delivery | null {
  if (status === 'unknown' && !honoursKeys)
    return { kind: 'unknown', reason: 'It was handed to the mail server, which did not confirm it.' }
  if (status === 'unknown' && ageSeconds > keyHoursMax * 3600)
    return { kind: 'unknown', reason: 'It was handed over a day ago, and no answer came.' }
  if (attempt > attemptsMax)
    return { kind: 'put_off', reason: `It was tried ${attemptsMax} times.`, afterSeconds: null }
  return null
}

async function tryMail(claimed: ClaimedMail, transport: Transport): Promise<Delivery | 'overtaken'> {
  const key = idempotencyKey(claimed)
  const composed = await compose(claimed, key)
  if (composed.kind === 'refused') return composed
  if (!(await handOverMail(claimed, composed.message))) return 'overtaken'
  return transport.send(composed.message, key)
}

async function compose(claimed: ClaimedMail, key: string): Promise<Composed> {
  const { accountId, userId, recipient, importNumber } = claimed
  if (isInvitation(claimed)) return composeInvitation(claimed, key)
  const member = await memberAddress(accountId, userId)
  if (member?.address.toLowerCase() !== recipient.toLowerCase())
    return { kind: 'refused', reason: 'No member of this account logs in with this address any more.' }
  if (!isPlainAddress(recipient))
    return { kind: 'refused', reason: 'This is not an address that mail can be sent to.' }
  if (claimed.message) return { kind: 'message', message: claimed.message }
  const account = await accountById(accountId)
  const ended = importNumber === null ? null : await getImport(accountId, importNumber)
  if (!account || !ended) return { kind: 'refused', reason: 'The import no longer exists.' }
  const { status } = ended
  if (status === 'queued' || status === 'running')
    throw new Error(`Import #${ended.number} has not ended yet.`)
  const rejected = await listRejectedRows(accountId, ended.number, { page: 1, size: rejectedRowsMax })
  const mail = reportMail({
    import: { ...ended, status },
    firstRejected: rejected.rows,
    stoppedAtRow: status === 'completed' ? null : await firstRowNotProcessed(accountId, ended.number),
    account,
    baseUrl: env().FAIRLEAD_URL.replace(/\/+$/, ''),
    receipt: await givenReceipt(accountId, ended.number),
    reader: readerOf(claimed, ended.startedBy.id),
  })
  const from = parseMailbox(env().MAIL_FROM)
  const message: MailMessage = {
    from,
    to: { name: oneLine(member.name, 60), address: recipient },
    subject: mail.subject,
    ...(await renderReportMail(mail)),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Fairlead-Import': `${account.slug}/${ended.number}` },
    messageId: messageIdOf(key, from),
  }
  return { kind: 'message', message }
}

/** Why this person gets the report. Only the first mails of an import go out by themselves. */
function readerOf({ userId, subjectKey, importNumber }: ClaimedMail, startedBy: string) {
  if (userId === startedBy) return 'runner'
  return subjectKey === `import-report/${importNumber}` ? 'admin' : 'member'
}
