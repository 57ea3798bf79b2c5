import { z } from 'zod'

export const invitedMax = 50

/** Several emails as people paste them: separated by spaces, commas, semicolons or lines; "Ana <ana@x.test>" too. */
const emailsPasted = z
  .string()
  .max(20_000, 'This is too long. Invite fewer people at a time.')
  .transform((text, context) => {
    const emails = [...new Set(wordsOf(text))]
    if (emails.length === 0) context.addIssue('Enter the email of a person to invite.')
    if (emails.length > invitedMax) context.addIssue(`Invite at most ${invitedMax} people at a time.`)
    const wrong = emails.find((email) => !z.email().max(254).safeParse(email).success)
    if (wrong) context.addIssue(`“${wrong.slice(0, 80)}” is not an email like ana@acme.com.`)
    return emails
  })

export const inviteSchema = z.strictObject({ emails: emailsPasted, role: z.enum(['member', 'admin']) })

function wordsOf(text: string): string[] {
  const bare = text.replace(/"[^"\n]*"/g, '').replace(/[^,;\n]*<([^<>]*)>/g, ' $1 ')
  return bare
    .split(/[\s,;]+/u)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '')
}
