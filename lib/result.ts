/** What a mutation or server action gives back. A broken world throws instead. */
export type Result<T = undefined> =
  | { kind: 'done'; value: T }
  /** A sentence per form field. */
  | { kind: 'invalid'; fields: Record<string, string> }
  /** Something the user can act on, as a sentence. */
  | { kind: 'refused'; reason: string }

export function done(): Result
export function done<T>(value: T): Result<T>
export function done<T>(value?: T): Result<T | undefined> {
  return { kind: 'done', value }
}

export function refused(reason: string): { kind: 'refused'; reason: string } {
  return { kind: 'refused', reason }
}

export function invalid(fields: Record<string, string>): { kind: 'invalid'; fields: Record<string, string> } {
  return { kind: 'invalid', fields }
}
