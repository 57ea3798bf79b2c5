import { readFileSync } from 'node:fs'
import { corpusCases, corpusFile } from '../../lib/corpus'
import { csvLine } from '../../lib/imports/csv-line'
import { detectLayout } from '../../lib/imports/detect'
import { CsvRecords } from '../../lib/imports/records'
import { type Case, type Corpus, compared } from './corpus'

const rowCharsMax = 400_000

/** What our reader says of each record of a text: its cells, or its fault with the line and the cells. */
function judged(text: string, delimiter = ','): unknown[] {
  const records = new CsvRecords({ delimiter, rowCharsMax }).read(text, true)
  return records.map(({ cells, fault, line }) => (fault ? [fault, line, cells] : cells))
}

function spectrum(): Case[] {
  type Given = { id: string; file: string; expectedObjects: unknown }
  return corpusCases<Given>('csv-spectrum')
    .filter(({ id }) => id !== 'location_coordinates.csv')
    .map(({ id, file, expectedObjects }) => {
      const [header, ...rows] = judged(readFileSync(corpusFile(file), 'utf8')) as string[][]
      const objects = rows.map((cells) =>
        Object.fromEntries((header ?? []).map((name, i) => [name, cells[i]])),
      )
      return compared(id, objects, expectedObjects)
    })
}

function cpython(): Case[] {
  type Given = { id: string; inputLines: string[]; expected: string[][]; options: object }
  return corpusCases<Given>('cpython-csv-read')
    .filter(({ options }) => Object.keys(options).length === 0)
    .map(({ id, inputLines, expected }) => {
      // A blank line is fed as a line without its break there, and comes out as a row of no cells.
      const text = inputLines.join('') || '\n'.repeat(inputLines.length)
      return compared(
        id,
        judged(text),
        expected.map((row) => (row.length === 0 ? [''] : row)),
      )
    })
}

function papaparse(): Case[] {
  type Given = {
    id: string
    input: string
    config: Record<string, unknown>
    expected: { data: string[][] }
  }
  const isOurs = ([name, value]: [string, unknown]) =>
    name === 'newline' || name === 'fastMode' || (name === 'delimiter' && /^[,;\t|]$/.test(String(value)))
  return corpusCases<Given>('papaparse-parse')
    .filter(({ config }) => Object.entries(config).every(isOurs))
    .map(({ id, input, config, expected: { data } }) => {
      const text = input.replace(/^\ufeff/, '')
      const delimiter =
        typeof config.delimiter === 'string'
          ? config.delimiter
          : detectLayout({ text, isWhole: true, rowCharsMax }).delimiter
      // The line break that ends the last row begins another one there.
      const endsWithBreak = data.at(-1)?.join('') === '' && /[\r\n]$/.test(text)
      return compared(id, judged(text, delimiter), endsWithBreak ? data.slice(0, -1) : data)
    })
}

function unparse(): Case[] {
  type Given = { id: string; input: unknown; config: Record<string, unknown>; expected: string }
  const isRows = (input: unknown): input is string[][] =>
    Array.isArray(input) &&
    input.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'))
  return corpusCases<Given>('papaparse-unparse').flatMap(({ id, input, config, expected }) => {
    if (!isRows(input) || Object.keys(config).some((name) => name !== 'escapeFormulae')) return []
    return [compared(id, input.map(csvLine).join('').replace(/\r\n$/, ''), expected)]
  })
}

export const tableCorpora: Corpus[] = [
  {
    name: 'csv-spectrum',
    says: 'the rows of the file are those expected; location_coordinates.csv contradicts itself and is left out',
    applicable: 11,
    goal: 11,
    cases: spectrum,
  },
  {
    name: 'cpython-csv-read',
    says: 'the rows are those of Python’s csv module with default options',
    applicable: 16,
    goal: 16,
    cases: cpython,
  },
  {
    name: 'papaparse-parse',
    says: 'the rows are those of Papa Parse; cases with options that we do not have are left out',
    applicable: 84,
    goal: 79,
    cases: papaparse,
  },
  {
    name: 'papaparse-unparse',
    says: 'the text we write for rows of text is that of Papa Parse',
    applicable: 6,
    goal: 6,
    cases: unparse,
  },
]
