import { z } from 'zod'
import { type ParsedEmail, parseEmail } from './email-address'

/** One email as a person typed it → its key; otherwise a sentence that says what to write. */
export const emailKeySchema = z.string().transform((typed, context) => {
  const parsed = parseEmail(typed)
  if (parsed.kind === 'email') return parsed.key
  context.addIssue(emailProblem(parsed))
  return z.NEVER
})

function emailProblem(parsed: Exclude<ParsedEmail, { kind: 'email' }>): string {
  return parsed.kind === 'invalid' && parsed.suggestion
    ? `This is not a valid email. Did you mean ${parsed.suggestion}?`
    : 'Write one whole email address, such as ana@acme.test.'
}
