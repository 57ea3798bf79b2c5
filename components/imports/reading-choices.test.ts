import { expect, test } from 'vitest'
import { type FileFacts, fileFactsSchema } from '@/lib/imports/file-facts'
import { aboveText, readingChoices, withChosen } from './reading-choices'

const facts = (more: Partial<FileFacts> = {}): FileFacts =>
  fileFactsSchema.parse({
    encoding: 'windows-1252',
    delimiter: ';',
    headerRow: 4,
    columns: ['First Name', 'Email Address'],
    above: ['Notes:', 'A long note that goes on and on beyond what fits here', ''],
    sample: [['Ana', 'ana@x.com']],
    sampleRows: [5],
    rows: 1,
    blank: 0,
    ...more,
  })

const choice = (given: FileFacts, key: string) => readingChoices(given).find((one) => one.key === key)

test('what nobody chose is said to be guessed, and what it is', () => {
  expect(
    readingChoices(facts()).map(({ label, isChosen, value, options }) => [
      label,
      isChosen,
      value,
      options[0]?.label,
    ]),
  ).toEqual([
    ['Encoding', false, '', 'Western European (Windows-1252) (guessed)'],
    ['Separator', false, '', 'Semicolon (guessed)'],
    ['Headers', false, '', 'Row 4 (guessed)'],
  ])
})

test('what was chosen is said to be chosen, and can be left to the guess again', () => {
  const chosen = facts({ chosen: { delimiter: '\t', headerRow: 'none' } })
  expect(choice(chosen, 'delimiter')).toMatchObject({ isChosen: true, value: '\t' })
  expect(choice(chosen, 'delimiter')?.options[0]).toEqual({ value: '', label: 'Guess' })
  expect(choice(chosen, 'headerRow')).toMatchObject({ isChosen: true, value: 'none' })
})

test('the header may be any of the first rows, shown by what it says, or none', () => {
  expect(choice(facts(), 'headerRow')?.options.slice(1)).toEqual([
    { value: '1', label: 'Row 1: Notes:' },
    { value: '2', label: 'Row 2: A long note that goes on and on beyond w…' },
    { value: '3', label: 'Row 3: ' },
    { value: '4', label: 'Row 4: First Name · Email Address' },
    { value: '5', label: 'Row 5: Ana · ana@x.com' },
    { value: 'none', label: 'No headers' },
  ])
})

test('a spreadsheet is asked for its sheet, not for encoding and separator', () => {
  const book = facts({ sheet: { name: 'Leads', names: ['Cover', 'Leads'] } })
  expect(readingChoices(book).map(({ key }) => key)).toEqual(['sheet', 'headerRow'])
  expect(choice(book, 'sheet')?.options.map(({ label }) => label)).toEqual([
    'Leads (guessed)',
    'Cover',
    'Leads',
  ])
})

test('a choice leaves the others as they were; another sheet begins anew', () => {
  const chosen = { encoding: 'koi8-r', headerRow: 2 }
  expect(withChosen(chosen, 'delimiter', ';')).toEqual({ ...chosen, delimiter: ';' })
  expect(withChosen(chosen, 'headerRow', 'none')).toEqual({ encoding: 'koi8-r', headerRow: 'none' })
  expect(withChosen(chosen, 'encoding', '')).toEqual({ headerRow: 2 })
  expect(withChosen(chosen, 'sheet', 'Cover')).toEqual({ sheet: 'Cover' })
})

test('rows above the table are said to be left out', () => {
  expect(aboveText(facts())).toBe('The 3 rows above the headers are left out.')
  expect(aboveText(facts({ headerRow: 1 }))).toBeNull()
  expect(aboveText(facts({ headerRow: 1, hasHeader: false }))).toBe(
    'The 1 row above the first row of data is left out.',
  )
  expect(aboveText(facts({ headerRow: 0, hasHeader: false }))).toBeNull()
})
