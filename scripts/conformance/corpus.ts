/** One case of a corpus, judged. */
export type Case = {
  id: string
  passed: boolean
  /** What we make of it, for the list of deviations. */
  got: string
}

/** A body of cases that somebody else wrote, and how many of them must pass. */
export type Corpus = {
  name: string
  /** What a case passes by. */
  says: string
  /** How many cases apply to us; more or fewer means that the corpus, or our choice of it, changed. */
  applicable: number
  /** The least that must pass; what does not pass is named in `deviations.ts` with its reason. */
  goal: number
  cases: () => Case[] | Promise<Case[]>
}

/** A case that passes when both are the same, as JSON. */
export function compared(id: string, got: unknown, expected: unknown): Case {
  const text = JSON.stringify(got) ?? String(got)
  return { id, passed: text === JSON.stringify(expected), got: text }
}
