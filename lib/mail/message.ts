import { createHash } from 'node:crypto'
import addressparser from 'nodemailer/lib/addressparser'
import { z } from 'zod'
import type { AccountId } from '../db/ids'

const addressSchema = z.object({
  name: z.string(),
  address: z.email({ pattern: z.regexes.html5Email }).max(254),
})

/** A mail as it is handed to a transport, and as the outbox keeps it. Addresses are objects, never header text. */
export const mailMessageSchema = z.object({
  from: addressSchema,
  to: addressSchema,
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** Headers beside From, To, Subject, Date, Message-ID and those of MIME. */
  headers: z.record(z.string(), z.string()),
  /** With angle brackets. */
  messageId: z.string(),
})
export type MailMessage = z.infer<typeof mailMessageSchema>
export type MailAddress = z.infer<typeof addressSchema>

/** Whether an address has the plain form every transport understands alike: nothing quoted, one @, no spaces. */
export function isPlainAddress(address: string): boolean {
  return addressSchema.shape.address.safeParse(address).success
}

/** One mailbox out of "Fairlead <reports@fairlead.local>". Throws when it does not name exactly one. */
export function parseMailbox(text: string): MailAddress {
  const found = addressparser(text, { flatten: true })
  const parsed = addressSchema.safeParse(found.length === 1 ? found[0] : null)
  if (!parsed.success)
    throw new Error(`MAIL_FROM must name one mailbox, such as Fairlead <reports@example.com>.`)
  return parsed.data
}

/**
 * The key under which a provider accepts this mail at most once: same mail, same key, on every try and even after a
 * restored backup. At most 256 characters (Resend's limit), no address in it.
 */
export function idempotencyKey(mail: {
  accountId: AccountId
  subjectKey: string
  recipient: string
}): string {
  const [kind, ...about] = mail.subjectKey.split('/')
  return [kind, mail.accountId, ...about, digest(mail.recipient.toLowerCase()).slice(0, 16)].join('/')
}

/** The Message-ID of a mail, the same on every try: receivers may drop a second copy. */
export function messageIdOf(key: string, from: MailAddress): string {
  return `<${digest(key).slice(0, 32)}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
