import { db, pool } from '../db/client'
import type { Role } from '../db/generated/enums'
import type { AccountId, UserId } from '../db/ids'
import { type MailMessage, mailMessageSchema } from './message'

export type MailState = 'queued' | 'sent' | 'failed' | 'unknown'

/** The mail about an import to one person, as the report page shows it. */
export type ImportMail = {
  /** Of the latest send; what `resendMail` takes. */
  id: string
  to: string
  status: MailState
  /** Tries over all sends. */
  attempts: number
  /** What the last try came to, as a sentence; null when it went well or is under way. */
  lastError: string | null
  sentAt: Date | null
  /** When it is tried again by itself; null when it is not. */
  nextTryAt: Date | null
  /** What the provider reported since it accepted the mail, and why. */
  delivery: 'delivered' | 'delayed' | 'bounced' | 'complained' | 'suppressed' | 'failed' | null
  deliveryReason: string | null
}

type Row = {
  id: string
  recipient: string
  status: MailState
  attempts: number
  lastError: string | null
  sentAt: Date | null
  nextTryAt: Date | null
  delivery: ImportMail['delivery']
  deliveryReason: string | null
}

/** One entry per recipient: the latest send. */
export async function listImportMails(accountId: AccountId, importNumber: number): Promise<ImportMail[]> {
  const rows = await db().mail.findMany({
    where: { accountId, importNumber },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    omit: { message: true },
  })
  const byRecipient = Map.groupBy(rows, (row) => row.recipient)
  return [...byRecipient.values()].map((sends) => {
    const latest = sends[sends.length - 1]!
    const attempts = sends.reduce((sum, send) => sum + send.attempts, 0)
    return { ...view(latest), attempts }
  })
}

function view({ recipient, status, ...row }: Row): ImportMail {
  const { id, attempts, lastError, sentAt, nextTryAt, delivery, deliveryReason } = row
  // Between hand-over and answer "unknown" stands in the database in case we die there; nothing is wrong yet.
  const underWay = status === 'unknown' && nextTryAt !== null && lastError === null
  const shown = underWay ? 'queued' : status
  return {
    id,
    to: recipient,
    status: shown,
    attempts,
    lastError,
    sentAt,
    nextTryAt,
    delivery,
    deliveryReason,
  }
}

/** The user's log-in address, if they are a member of the account now. */
export async function memberAddress(
  accountId: AccountId,
  userId: UserId,
): Promise<{ name: string; address: string } | null> {
  const member = await db().member.findUnique({ where: { accountId_userId: { accountId, userId } } })
  const user = member && (await db().user.findUnique({ where: { id: userId } }))
  return user && { name: user.name, address: user.email }
}

/** The first row of the file that an import left undone, as a spreadsheet numbers it. The spine says where to look. */
export async function firstRowNotProcessed(
  accountId: AccountId,
  importNumber: number,
): Promise<number | null> {
  const { rows } = await pool().query<{ row: number }>(
    `SELECT row FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'not_processed' AND row >= (
       SELECT row_first FROM import_batches
       WHERE account_id = $1 AND import_number = $2 AND (tally->'notProcessed')::int > 0 ORDER BY batch LIMIT 1
     ) ORDER BY row LIMIT 1`,
    [accountId, importNumber],
  )
  return rows[0]?.row ?? null
}

export type OutboxMail = ImportMail & { subject: string; createdAt: Date }

/** Mails that open a door are shown to admins alone: an invitation's link is worth a membership. */
function shownTo(role: Role) {
  return role === 'admin' ? {} : { NOT: { subjectKey: { startsWith: 'invitation/' } } }
}

/** The mails of an account that a member in this role may read, latest first. `page` counts from 1. */
export async function listOutbox(
  accountId: AccountId,
  { page, size, role }: { page: number; size: number; role: Role },
): Promise<{ mails: OutboxMail[]; total: number }> {
  const where = { accountId, ...shownTo(role) }
  const [rows, total] = await Promise.all([
    db().mail.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    db().mail.count({ where }),
  ])
  return { mails: rows.map(outboxView), total }
}

/** One mail of the outbox with its message; the message is null until it was handed over. */
export async function getOutboxMail(
  accountId: AccountId,
  { id, role }: { id: string; role: Role },
): Promise<(OutboxMail & { message: MailMessage | null }) | null> {
  const row = await db().mail.findFirst({ where: { accountId, id, ...shownTo(role) } })
  return row && { ...outboxView(row), message: messageOf(row) }
}

function outboxView(
  row: Row & { createdAt: Date; message: unknown; importNumber: number | null },
): OutboxMail {
  const about = row.importNumber === null ? 'Invitation' : `Report of import #${row.importNumber}`
  const subject = messageOf(row)?.subject ?? about
  return { ...view(row), subject, createdAt: row.createdAt }
}

function messageOf({ message }: { message: unknown }): MailMessage | null {
  return message === null ? null : mailMessageSchema.parse(message)
}

/** A mail to a person, of the last day, with its message; null until it was handed over. */
export type PersonMailView = {
  id: string
  to: string
  subject: string
  at: Date
  message: MailMessage | null
}

/** The mails to persons that local mode keeps, latest first. */
export async function listPersonMails(): Promise<PersonMailView[]> {
  const rows = await db().personMail.findMany({ orderBy: { createdAt: 'desc' }, take: 50 })
  return rows.map((row) => {
    const message = messageOf(row)
    return {
      id: row.id,
      to: row.recipient,
      subject: message?.subject ?? 'Being written',
      at: row.sentAt ?? row.createdAt,
      message,
    }
  })
}
