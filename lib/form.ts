import type { z } from 'zod'
import type { Result } from './result'

/** What a form shows after its server action answered. A new object each time, so that focus can follow. */
export type FormState = {
  /** A sentence for the whole form. */
  reason?: string
  /** A sentence per field. */
  fields?: Record<string, string>
  /** What was typed, to be shown again where there is no script. Never a password. */
  values?: Record<string, string>
}

/** The named texts of a form; a missing one, and anything that is no form, is an empty text. */
export function formTexts<Name extends string>(form: unknown, names: readonly Name[]): Record<Name, string> {
  const texts = names.map((name) => {
    const value = form instanceof FormData ? form.get(name) : null
    return [name, typeof value === 'string' ? value : '']
  })
  return Object.fromEntries(texts)
}

/** zod's issues as a sentence per field: the first of each. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

/** What a mutation that did not get done means for the form. */
export function formStateOf(
  result: Exclude<Result<unknown>, { kind: 'done' }>,
  values?: Record<string, string>,
): FormState {
  return result.kind === 'invalid' ? { fields: result.fields, values } : { reason: result.reason, values }
}
