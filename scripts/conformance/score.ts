import type { Case, Corpus } from './corpus'
import { deviations } from './deviations'
import { emailCorpora } from './emails'
import { encodingCorpora } from './encodings'
import { headerCorpora } from './headers'
import { listCorpora } from './lists'
import { tableCorpora } from './tables'

export type Deviation = Case & { because: string }

export type Score = {
  corpus: string
  says: string
  passed: number
  applicable: number
  goal: number
  /** Cases that do not pass, with our reason. */
  deviations: Deviation[]
  /** What is not as it should be, in sentences; none: the goal is met. */
  problems: string[]
}

/** Runs every corpus through our own reader and grammar. */
export async function scoreAll(): Promise<Score[]> {
  const corpora = [...tableCorpora, ...encodingCorpora, ...emailCorpora, ...headerCorpora, ...listCorpora]
  return Promise.all(corpora.map(score))
}

async function score(corpus: Corpus): Promise<Score> {
  const cases = await corpus.cases()
  const reasons = deviations[corpus.name] ?? {}
  const failing = cases.filter(({ passed }) => !passed)
  const passed = cases.length - failing.length
  const unexplained = failing.filter(({ id }) => !Object.hasOwn(reasons, id))
  const stale = Object.keys(reasons).filter((id) => !failing.some((one) => one.id === id))
  const problems = [
    ...(cases.length === corpus.applicable ? [] : [`${cases.length} cases instead of ${corpus.applicable}`]),
    ...(passed >= corpus.goal ? [] : [`${passed} passed, the goal is ${corpus.goal}`]),
    ...unexplained.map(({ id, got }) => `${id} fails without a reason in deviations.ts: ${got}`),
    ...stale.map((id) => `${id} passes or is gone, and stands in deviations.ts`),
  ]
  return {
    corpus: corpus.name,
    says: corpus.says,
    passed,
    applicable: cases.length,
    goal: corpus.goal,
    deviations: failing.flatMap((one) => {
      const because = reasons[one.id]
      return because ? [{ ...one, because }] : []
    }),
    problems,
  }
}
