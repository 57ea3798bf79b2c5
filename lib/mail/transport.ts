import type { Env } from '../env'
import type { MailMessage } from './message'
import { outboxTransport } from './outbox'
import { resendTransport } from './resend'
import { smtpTransport } from './smtp'
import { transportChoice } from './transport-choice'

/** What one try to hand a mail over came to. `reason` is a sentence for the person who reads the report. */
export type Delivery =
  | { kind: 'sent'; providerId: string | null }
  /** Not accepted now; may be later. `afterSeconds`: how long the other side asked us to wait. */
  | { kind: 'put_off'; reason: string; afterSeconds: number | null }
  /** Not accepted, and the same mail will not be later. */
  | { kind: 'refused'; reason: string }
  /** It may have been accepted: the line broke before the answer. */
  | { kind: 'unknown'; reason: string }

export type Transport = {
  name: ReturnType<typeof transportChoice>
  /** A second try with the same key is never a second mail. */
  honoursKeys: boolean
  /** The message stays stored after it was sent. */
  keepsMessage: boolean
  /** Settles within a minute, and never rejects for what the network or the other side does. */
  send(message: MailMessage, key: string): Promise<Delivery>
}

/** The transport that the environment chooses. */
export function transportOf(env: Pick<Env, 'RESEND_API_KEY' | 'RESEND_BASE_URL' | 'SMTP_URL'>): Transport {
  const { RESEND_API_KEY: key, RESEND_BASE_URL: baseUrl, SMTP_URL: url } = env
  const choice = transportChoice(env)
  if (choice === 'Resend' && key) return resendTransport({ key, baseUrl })
  if (choice === 'SMTP' && url) return smtpTransport({ url })
  return outboxTransport()
}
