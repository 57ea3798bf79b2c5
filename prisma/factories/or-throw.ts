import type { Result } from '../../lib/result'

/** The value of a result that must be one: builders of worlds have nobody to show a refusal to. */
export function orThrow<T>(result: Result<T>): T {
  if (result.kind === 'done') return result.value
  throw new Error(result.kind === 'refused' ? result.reason : Object.values(result.fields).join(' '))
}
