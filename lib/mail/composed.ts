import { env } from '../env'
import type { Letter } from './letter'
import { type MailMessage, messageIdOf, parseMailbox } from './message'
import { renderLetter } from './render'

/** A mail ready to be handed over, or why there is none. */
export type Composed = { kind: 'message'; message: MailMessage } | { kind: 'refused'; reason: string }

/** A letter as a message under the key of its mail. */
export async function letterMessage(
  letter: Letter,
  to: MailMessage['to'],
  key: string,
): Promise<{ kind: 'message'; message: MailMessage }> {
  const from = parseMailbox(env().MAIL_FROM)
  const message = {
    from,
    to,
    subject: letter.subject,
    ...(await renderLetter(letter)),
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: messageIdOf(key, from),
  }
  return { kind: 'message', message }
}

/** Where links in mails begin. */
export function linkBase(): string {
  return env().FAIRLEAD_URL.replace(/\/+$/, '')
}
