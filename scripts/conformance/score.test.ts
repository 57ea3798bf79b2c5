import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasCorpora } from '../../lib/corpus'
import { scoreAll } from './score'
import { scoreDocument, scoreTable } from './show'

describe.skipIf(!hasCorpora)('the corpora', async () => {
  const scores = hasCorpora ? await scoreAll() : []

  test.each(scores)('$corpus: as many pass as the goal asks for, each deviation is named', ({ problems }) =>
    expect(problems).toEqual([]),
  )

  test('docs/conformance.md says what the run says', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/conformance.md'), 'utf8')
    expect(scoreDocument(scores)).toBe(page)
  })
})

test('a goal that is missed is said in the table', () => {
  const score = { corpus: 'c', says: 's', passed: 1, applicable: 2, goal: 2, deviations: [] }
  expect(scoreTable([{ ...score, problems: ['1 passed, the goal is 2'] }])).toMatch(
    /1 of 2 +2 +0 +NO\nc: 1 passed, the goal is 2/,
  )
})
