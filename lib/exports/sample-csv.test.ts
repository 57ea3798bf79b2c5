import papaparse from 'papaparse'
import { expect, test } from 'vitest'
import { matchColumns } from '../imports/match-columns'
import { sampleCsv } from './sample-csv'

const read = (csv: string) => papaparse.parse<string[]>(csv.slice(1).trim()).data

test('a sample has a header and two rows, as wide as each other, and begins with the byte order mark', () => {
  const csv = sampleCsv(['Region', 'Said, "so"'])
  expect(csv.startsWith('\ufeffEmail,')).toBe(true)
  const rows = read(csv)
  expect(rows).toHaveLength(3)
  expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([10]))
  expect(rows[0]?.slice(-2)).toEqual(['Region', 'Said, "so"'])
})

test('every column of a sample is matched exactly', () => {
  const [header = []] = read(sampleCsv([]))
  for (const { column, confidence } of matchColumns(header, []))
    expect({ column, confidence }).toEqual({ column, confidence: 'exact' })
})
