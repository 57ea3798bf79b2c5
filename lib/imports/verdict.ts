/** One thing that must be true of an import, and whether it is. */
export type Verdict = {
  /** What must be true, as a sentence. */
  name: string
  holds: boolean
  /** Whether it could be looked at; what was not counts as holding. */
  checked: boolean
  /** The numbers seen, or why it was not looked at. */
  found: string
}

export function verdict(name: string, holds: boolean, found: string): Verdict {
  return { name, holds, checked: true, found }
}

export function unchecked(name: string, why: string): Verdict {
  return { name, holds: true, checked: false, found: why }
}
