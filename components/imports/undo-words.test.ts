import { expect, test } from 'vitest'
import { emptyUndoTally, keptReasons } from '@/lib/imports/undo/tally'
import { keptPhrase, undoLines, undoneText, undoSentences } from './undo-words'

const tally = {
  ...emptyUndoTally(),
  leads: { done: 85, partly: 0, kept: { edited: 1, in_campaign: 1 } },
  values: { done: 9, partly: 1, kept: {} },
}

test('each line adds up, and says why something is kept', () => {
  const [leads, values, ...others] = undoLines(tally, 'undo')
  expect(others).toEqual([])
  expect(leads).toMatchObject({ thing: 'Added leads', deed: 'removed', done: 85, kept: 2, all: 87 })
  expect(leads?.why).toBe('1 was edited by hand since, 1 is in another campaign')
  expect(values).toMatchObject({ done: 9, partly: 1, all: 10, why: '1 in part: a value was changed since' })
  for (const line of [leads!, values!]) expect(line.done + line.partly + line.kept).toBe(line.all)
})

test('tells before what it will do, and after what it did', () => {
  expect(undoSentences(tally)).toEqual([
    'Removes 85 of 87 added leads.',
    'Puts back the old values of 10 modified leads.',
  ])
  expect(undoSentences({ ...tally, leads: { done: 87, partly: 0, kept: {} } })[0]).toBe(
    'Removes all 87 leads it added.',
  )
  expect(undoneText(tally, 'undo')).toBe('85 of 87 added leads removed, 9 of 10 changed leads put back.')
  expect(undoneText(emptyUndoTally(), 'undo')).toBe('There was nothing to do.')
})

test('every reason reads as a phrase, for one and for many', () => {
  for (const reason of keptReasons) {
    expect(keptPhrase(reason, 1)).toMatch(/^1 [a-z]/)
    expect(keptPhrase(reason, 1_200)).toMatch(/^1,200 [a-z]/)
  }
})
