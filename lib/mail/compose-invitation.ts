import { accountById } from '../accounts/queries'
import { invitationDays, newInvitationLink } from '../invitations/mutations'
import { isOpen } from '../invitations/queries'
import type { ClaimedMail } from './claim'
import { type Composed, letterMessage, linkBase } from './composed'
import { invitationLetter } from './invitation-letter'
import { isPlainAddress } from './message'
import { memberAddress } from './queries'

const prefix = 'invitation/'

export function isInvitation({ subjectKey }: ClaimedMail): boolean {
  return subjectKey.startsWith(prefix)
}

const overtaken = 'This invitation was accepted, withdrawn or sent anew meanwhile.'

/**
 * The mail of an invitation. Its link is made now, so that it exists in this mail alone; at a later try the mail comes
 * as it was, with the same link. Refused when the invitation is no longer open.
 */
export async function composeInvitation(claimed: ClaimedMail, key: string): Promise<Composed> {
  const { accountId, recipient, subjectKey } = claimed
  const [id = '', sends] = subjectKey.slice(prefix.length).split('/')
  const which = { id, sends: Number(sends) }
  if (!isPlainAddress(recipient))
    return { kind: 'refused', reason: 'This is not an address that mail can be sent to.' }
  if (claimed.message)
    return (await isOpen(accountId, which))
      ? { kind: 'message', message: claimed.message }
      : { kind: 'refused', reason: overtaken }
  const account = await accountById(accountId)
  const link = await newInvitationLink(accountId, which)
  if (!account || !link) return { kind: 'refused', reason: overtaken }
  const inviter = await memberAddress(accountId, link.userId)
  const letter = invitationLetter({
    accountName: account.name,
    inviter: inviter && { name: inviter.name, email: inviter.address },
    email: recipient,
    role: link.role,
    days: invitationDays,
    url: `${linkBase()}/invite/${link.token}`,
  })
  return letterMessage(letter, { name: '', address: recipient }, key)
}
