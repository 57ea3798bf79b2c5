import type { Role } from '../db/generated/enums'
import type { Letter } from './letter'
import { oneLine } from './one-line'

export type InvitationLetter = {
  accountName: string
  /** Name and email of who invited; null when they are gone. */
  inviter: { name: string; email: string } | null
  email: string
  role: Role
  days: number
  url: string
}

/** The mail that invites somebody into an account. Names are cut and laid on one line; they stay text everywhere. */
export function invitationLetter(given: InvitationLetter): Letter {
  const account = oneLine(given.accountName, 60)
  const { email, role, days, url } = given
  const who = given.inviter ? `${oneLine(given.inviter.name, 60)} (${given.inviter.email})` : 'An admin'
  return {
    subject: `Join ${account} on Fairlead`,
    preheader: `${given.inviter ? oneLine(given.inviter.name, 60) : 'An admin'} invited you as ${asRole(role)}.`,
    heading: `Join ${account}`,
    paragraphs: [
      `${who} invited you to the account ${account} on Fairlead, as ${asRole(role)}.`,
      role === 'admin'
        ? 'An admin imports leads, reads the reports, and manages members, plan and settings.'
        : 'A member imports leads and reads the reports.',
    ],
    button: { label: 'Accept the invitation', url },
    notes: [
      `The link works once, for ${email}, and for ${days} days.`,
      'If you did not expect this, do nothing: without the link nobody joins.',
    ],
    footer: `Sent to ${email} because somebody in ${account} entered this address.`,
  }
}

function asRole(role: Role): string {
  return role === 'admin' ? 'an admin' : 'a member'
}
