import { expect, test } from 'vitest'
import { StatusWords, unknownStatusesText } from './status-words'

function unknownIn(columns: string[], rows: string[][]) {
  const words = new StatusWords(columns)
  for (const row of rows) words.see(row)
  return words.unknown()
}

test('a column named Email status is asked for every word of the file, whatever its case', () => {
  const rows = Array.from({ length: 300 }, (_, i) => [
    'x',
    i % 3 === 0 ? 'Soso' : i === 250 ? 'odd' : 'valid',
    'note',
  ])
  const [found, ...others] = unknownIn(
    ['Email', 'Email status', 'Note'],
    [...rows, ['x', 'SOSO', ''], ['x', '', '']],
  )
  expect(others).toEqual([])
  expect(found).toEqual({
    column: 1,
    values: 102,
    distinct: 2,
    words: [
      { word: 'Soso', count: 101 },
      { word: 'odd', count: 1 },
    ],
  })
})

test('another column is asked when most of its first values are words of a verifier', () => {
  const rows = [
    ['valid', 'Riga'],
    ['catch-all', 'valid'],
    ['meh', 'Oslo'],
    ['invalid', 'Rome'],
  ]
  expect(unknownIn(['Outcome', 'City'], rows).map(({ column }) => column)).toEqual([0])
})

test('known words leave nothing to say', () => {
  expect(unknownIn(['Email status'], [['Valid'], ['do_not_mail'], ['']])).toEqual([])
})

test('is said with the words and how often they stand there', () => {
  const of = (...words: [string, number][]) => ({
    column: 0,
    values: 9,
    distinct: words.length,
    words: words.map(([word, count]) => ({ word, count })),
  })
  expect(unknownStatusesText(of(['foo', 1200], ['bar', 1]))).toBe(
    '2 words we don’t know count as Not verified: “foo” (1,200 values), “bar” (1 value).',
  )
  expect(unknownStatusesText(of(['foo', 1]))).toBe(
    '1 word we don’t know counts as Not verified: “foo” (1 value).',
  )
  const many = Array.from({ length: 7 }, (_, i): [string, number] => [`w${i}`, 1])
  expect(unknownStatusesText(of(...many))).toMatch(/^7 words .* “w4” \(1 value\) and 2 more\.$/)
})
