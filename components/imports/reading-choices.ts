import { countOf } from '@/components/ui/count-text'
import { excerpt } from '@/lib/excerpt'
import { encodingLabel, encodings } from '@/lib/imports/encodings/list'
import { type Chosen, delimiters, type FileFacts } from '@/lib/imports/file-facts'

/** One thing about how a file is read that a person may choose otherwise. */
export type ReadingChoice = {
  key: 'encoding' | 'delimiter' | 'headerRow' | 'sheet'
  label: string
  /** It was chosen by a person; else it is our guess. */
  isChosen: boolean
  /** The value of the option that holds now; empty: our guess. */
  value: string
  options: { value: string; label: string }[]
}

export const delimiterNames: Record<FileFacts['delimiter'], string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Pipe',
}

/** What may be chosen about a file, with our guess first. A spreadsheet has sheets, and no encoding or separator. */
export function readingChoices(facts: FileFacts): ReadingChoice[] {
  const { chosen, sheet } = facts
  const headers = choiceOf({
    key: 'headerRow',
    label: 'Headers',
    now: facts.hasHeader ? `Row ${facts.headerRow}` : 'No headers',
    chosen: chosen.headerRow === undefined ? undefined : String(chosen.headerRow),
    options: headerOptions(facts),
  })
  if (sheet) {
    const options = sheet.names.map((name) => ({ value: name, label: name }))
    return [
      choiceOf({ key: 'sheet', label: 'Sheet', now: sheet.name, chosen: chosen.sheet, options }),
      headers,
    ]
  }
  return [
    choiceOf({
      key: 'encoding',
      label: 'Encoding',
      now: encodingLabel(facts.encoding),
      chosen: chosen.encoding,
      options: encodings.map(({ name, label }) => ({ value: name, label })),
    }),
    choiceOf({
      key: 'delimiter',
      label: 'Separator',
      now: delimiterNames[facts.delimiter],
      chosen: chosen.delimiter,
      options: delimiters.map((delimiter) => ({ value: delimiter, label: delimiterNames[delimiter] })),
    }),
    headers,
  ]
}

type Parts = Pick<ReadingChoice, 'key' | 'label' | 'options'> & { now: string; chosen: string | undefined }

function choiceOf({ key, label, options, now, chosen }: Parts): ReadingChoice {
  const guess = { value: '', label: chosen === undefined ? `${now} (guessed)` : 'Guess' }
  return { key, label, isChosen: chosen !== undefined, value: chosen ?? '', options: [guess, ...options] }
}

const rowsOffered = 12
const excerptChars = 40

/** The first rows, each with the beginning of what it says, and none of them. */
function headerOptions(facts: FileFacts): ReadingChoice['options'] {
  const { above, headerRow, columns, hasHeader, sample, sampleRows } = facts
  const texts = new Map(above.map((text, at) => [at + 1, text]))
  if (hasHeader) texts.set(headerRow, columns.join(' · '))
  for (const [at, row] of sampleRows.entries()) texts.set(row, (sample[at] ?? []).join(' · '))
  const rows = [...texts]
    .filter(([row]) => row <= Math.max(rowsOffered, headerRow))
    .toSorted(([a], [b]) => a - b)
  return [
    ...rows.map(([row, text]) => ({ value: String(row), label: `Row ${row}: ${lineOf(text)}` })),
    { value: 'none', label: 'No headers' },
  ]
}

function lineOf(text: string): string {
  return excerpt(text.replace(/\s+/gu, ' ').trim(), excerptChars)
}

/** What is chosen once `value` (empty: guess it) was taken for `key`. Another sheet has another header. */
export function withChosen(chosen: Chosen, key: ReadingChoice['key'], value: string): Chosen {
  const { [key]: _, ...others } = chosen
  if (key === 'sheet') return value === '' ? {} : { sheet: value }
  if (value === '') return others
  switch (key) {
    case 'headerRow':
      return { ...others, headerRow: value === 'none' ? 'none' : Number(value) }
    case 'delimiter':
      return { ...others, delimiter: delimiters.find((one) => one === value) }
    case 'encoding':
      return { ...others, encoding: value }
  }
}

/** "The 3 rows above the headers are left out." */
export function aboveText({ headerRow, hasHeader }: FileFacts): string | null {
  const rows = hasHeader ? headerRow - 1 : headerRow
  if (rows === 0) return null
  const what = hasHeader ? 'above the headers' : 'above the first row of data'
  return `The ${countOf(rows, 'row')} ${what} ${rows === 1 ? 'is' : 'are'} left out.`
}
