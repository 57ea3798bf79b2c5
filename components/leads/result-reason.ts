import type { Result } from '@/lib/result'

/** Why something was not done, as one text. */
export function resultReason(result: Exclude<Result<unknown>, { kind: 'done' }>): string {
  return result.kind === 'refused' ? result.reason : Object.values(result.fields).join(' ')
}
