import type { Letter } from './letter'

/** The mail with the link to a new password. */
export function resetLetter({ email, url }: { email: string; url: string }): Letter {
  return {
    subject: 'Set a new password for Fairlead',
    preheader: 'The link works once, within an hour.',
    heading: 'Set a new password',
    paragraphs: [`Somebody asked for a new password for ${email}. If it was you, choose one here.`],
    button: { label: 'Choose a new password', url },
    notes: [
      'The link works once, within an hour. A new password ends all your sessions, on every device.',
      'If it was not you, do nothing: your password stays as it is.',
    ],
    footer: `Sent to ${email} because it was entered at “Forgot your password?”.`,
  }
}
