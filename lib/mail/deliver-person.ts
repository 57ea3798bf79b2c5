import { env } from '../env'
import { log } from '../log'
import { newResetToken } from '../passwords/mutations'
import { letterMessage, linkBase } from './composed'
import { isPlainAddress, type MailMessage } from './message'
import { type ClaimedPersonMail, dropPersonMail, handOverPersonMail, settlePersonMail } from './person-claim'
import { resetLetter } from './reset-letter'
import { attemptsMax, settle } from './settle'
import { type Delivery, type Transport, transportOf } from './transport'

/**
 * Tries once to send a mail that belongs to no account, and writes down what came of it. Its link is made now, so that
 * it exists in this mail alone. When nobody has the address there is no mail, and no trace of it.
 */
export async function deliverPersonMail(
  claimed: ClaimedPersonMail,
  transport: Transport = transportOf(env()),
): Promise<void> {
  const key = `${claimed.kind}/${claimed.id}`
  const message = claimed.message ?? (await compose(claimed, key))
  if (!message) return dropPersonMail(claimed)
  const delivery = pastTrying(claimed, transport) ?? (await handOver(claimed, message, transport))
  if (delivery === 'overtaken') return
  const { attempt, status: before, ageSeconds } = claimed
  const settlement = settle(delivery, { attempt, before, ageSeconds, honoursKeys: transport.honoursKeys })
  await settlePersonMail(claimed, settlement, settlement.status === 'sent' && transport.keepsMessage)
  const about = { mail: claimed.id, kind: claimed.kind, attempt, next: settlement.nextTrySeconds }
  log[settlement.status === 'sent' ? 'info' : 'warn'](about, `mail ${settlement.status} by ${transport.name}`)
}

async function compose({ recipient }: ClaimedPersonMail, key: string): Promise<MailMessage | null> {
  const token = isPlainAddress(recipient) ? await newResetToken(recipient) : null
  if (!token) return null
  const letter = resetLetter({ email: recipient, url: `${linkBase()}/reset/${token}` })
  return (await letterMessage(letter, { name: '', address: recipient }, key)).message
}

/** What may have been accepted is not sent twice where a second try could be a second mail. */
function pastTrying({ status, attempt }: ClaimedPersonMail, { honoursKeys }: Transport): Delivery | null {
  if (status === 'unknown' && !honoursKeys)
    return { kind: 'unknown', reason: 'It was handed to the mail server, which did not confirm it.' }
  if (attempt > attemptsMax)
    return { kind: 'put_off', reason: `It was tried ${attemptsMax} times.`, afterSeconds: null }
  return null
}

async function handOver(
  claimed: ClaimedPersonMail,
  message: MailMessage,
  transport: Transport,
): Promise<Delivery | 'overtaken'> {
  const isOurs = await handOverPersonMail(claimed, message)
  return isOurs ? transport.send(message, `${claimed.kind}/${claimed.id}`) : 'overtaken'
}
