import type { Env } from '../env'

/** The way mail goes out: Resend when there is a key, else SMTP when there is a server, else the outbox page. */
export function transportChoice({
  RESEND_API_KEY,
  SMTP_URL,
}: Pick<Env, 'RESEND_API_KEY' | 'SMTP_URL'>): 'Resend' | 'SMTP' | 'outbox' {
  if (RESEND_API_KEY) return 'Resend'
  return SMTP_URL ? 'SMTP' : 'outbox'
}

const loopback = ['localhost', '127.0.0.1', '[::1]', '::1']

/**
 * Whether only this machine reaches us and no mail goes out: then mails to persons can be read at /mailbox by whoever
 * sits at it. Anywhere else that page is not there.
 */
export function isLocalMode(
  env: Pick<Env, 'RESEND_API_KEY' | 'SMTP_URL' | 'FAIRLEAD_URL' | 'HOST'>,
): boolean {
  const isLoopback = (host: string) => loopback.includes(host)
  return (
    transportChoice(env) === 'outbox' &&
    isLoopback(new URL(env.FAIRLEAD_URL).hostname) &&
    isLoopback(env.HOST)
  )
}
