import { expect, test } from 'vitest'
import { fileFactsSchema } from '../../lib/imports/file-facts'
import { mappingOf, matchFile } from '../../lib/imports/mapping'
import { notesOn } from './notes'

const facts = fileFactsSchema.parse({
  encoding: 'utf-8',
  delimiter: ',',
  headerRow: 1,
  columns: ['Emial', 'Email status'],
  sample: [],
  rows: 1,
  blank: 0,
  unknownStatuses: [{ column: 1, values: 2, distinct: 1, words: [{ word: 'meh', count: 2 }] }],
})

test('guesses that stand and unknown words of an email status are said', () => {
  const matches = matchFile(facts)
  expect(notesOn(facts, matches, mappingOf(matches))).toEqual([
    'Column “Emial” is imported as Email, a guess: “Emial” is nearly “email”. --map changes it.',
    'Column “Email status”: 1 word we don’t know counts as Not verified: “meh” (2 values).',
  ])
})

test('what was changed is not', () => {
  expect(notesOn(facts, matchFile(facts), [null, 'company'])).toEqual([])
})
