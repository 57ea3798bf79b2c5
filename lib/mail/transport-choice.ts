import type { Env } from '../env'

/** The way mail goes out: Resend when there is a key, else SMTP when there is a server, else the outbox page. */
export function transportChoice({
  RESEND_API_KEY,
  SMTP_URL,
}: Pick<Env, 'RESEND_API_KEY' | 'SMTP_URL'>): 'Resend' | 'SMTP' | 'outbox' {
  if (RESEND_API_KEY) return 'Resend'
  return SMTP_URL ? 'SMTP' : 'outbox'
}
