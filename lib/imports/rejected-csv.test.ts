import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { byteOrderMark, csvLine } from './csv-line'
import type { FileLimits, FileRow } from './file-row'
import { inspectFile } from './inspect'
import { mappingOf, matchColumns } from './mapping'
import { readBatches } from './read'
import { type RejectedRow, rejectedCsv } from './rejected-csv'
import { escapeFormula, unescapeFormula } from './safe-cell'
import type { SourceFile } from './source-rows'

const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-rejected-'))
afterAll(() => rmSync(folder, { recursive: true }))

const limits: FileLimits = {
  bytesMax: 1e9,
  rowsMax: 1e6,
  columnsMax: 1000,
  cellCharsMax: 32_000,
  rowCharsMax: 400_000,
}

let files = 0

async function sourceOf(content: string): Promise<SourceFile> {
  const file = path.join(folder, String(files++))
  writeFileSync(file, content)
  const facts = await inspectFile(file, limits)
  if (facts.kind !== 'done') throw new Error(JSON.stringify(facts))
  return { path: file, facts: facts.value, limits }
}

async function rowsOf({ path, facts }: SourceFile): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for await (const batch of readBatches(path, facts, { afterRow: 0, size: 100, limits })) rows.push(...batch)
  return rows
}

async function* given(rows: Partial<RejectedRow>[]): AsyncGenerator<RejectedRow> {
  for (const row of rows)
    yield {
      row: 2,
      email: null,
      code: 'email_missing',
      message: 'Email is missing',
      cause: null,
      detail: null,
      otherRow: null,
      ...row,
    }
}

async function textOf(source: SourceFile | null, rows: Partial<RejectedRow>[]): Promise<string> {
  let text = ''
  for await (const chunk of rejectedCsv(source, given(rows))) text += chunk
  return text
}

function cellsOf(csv: string): string[][] {
  return parse(csv, { bom: true, relax_column_count: true })
}

test('holds the original columns in their order, then the row, the reason and the fix', async () => {
  const source = await sourceOf('Name;Email;Phone\nAna;;1\nBo;b@x.com;2\n\nCy;c@gmial.com;3\n')
  const csv = await textOf(source, [
    { row: 2 },
    {
      row: 5,
      code: 'email_invalid',
      message: 'Email is not valid',
      cause: 'domain_typo',
      detail: 'c@gmail.com',
    },
  ])
  expect(csv.startsWith(byteOrderMark)).toBe(true)
  expect(cellsOf(csv)).toEqual([
    ['Name', 'Email', 'Phone', 'Row', 'Reason', 'How to fix'],
    [
      'Ana',
      '',
      '1',
      '2',
      'Email is missing',
      expect.stringMatching(/^The email cell is empty\. Fill in the email/),
    ],
    [
      'Cy',
      'c@gmial.com',
      '3',
      '5',
      'Email is not valid',
      expect.stringMatching(/did you mean c@gmail\.com\? Correct these emails/),
    ],
  ])
})

test('without the file there is the email', async () => {
  expect(cellsOf(await textOf(null, [{ row: 7, email: 'x@y' }]))).toEqual([
    ['Email', 'Row', 'Reason', 'How to fix'],
    ['x@y', '7', 'Email is missing', expect.any(String)],
  ])
})

test('no rejected rows make a header', async () => {
  expect(cellsOf(await textOf(await sourceOf('Email\n'), []))).toEqual([
    ['Email', 'Row', 'Reason', 'How to fix'],
  ])
})

test('a file of rejected rows that was imported again gives its columns once', async () => {
  const first = await textOf(await sourceOf('Email,A\n,1\n'), [{ row: 2 }])
  const source = await sourceOf(first)
  expect(mappingOf(matchColumns(source.facts.columns, []))).toEqual(['email', null, null, null, null])
  const second = await textOf(source, [{ row: 2 }])
  expect(second).toBe(first)
})

test('a guard against formulas stays one, however often the rows come back', async () => {
  const first = await textOf(await sourceOf("Email,Phone\n,+44 20\n,'=1+1\n,''-5\n"), [
    { row: 2 },
    { row: 3 },
    { row: 4 },
  ])
  expect(cellsOf(first).map((cells) => cells[1])).toEqual(['Phone', "'+44 20", "'=1+1", "''-5"])
  const second = await textOf(await sourceOf(first), [{ row: 2 }, { row: 3 }, { row: 4 }])
  expect(second).toBe(first)
})

test('rows that could not be read are not taken for something else when they are imported again', async () => {
  const source = await sourceOf(
    `Email,A\na@x.com,1,2\nb@x.com,"open\nc@x.com,${'x'.repeat(400_001)}\nd\0@x.com,\n`,
  )
  const unreadable = [2, 3, 4, 5].map((row) => ({
    row,
    code: 'row_unreadable' as const,
    message: 'Row could not be read',
    cause: 'too_many_cells',
    detail: 'x',
  }))
  const again = await sourceOf(await textOf(source, unreadable))
  const rows = await rowsOf(again)
  expect(rows.map(({ kind }) => kind)).toEqual(Array(4).fill('unreadable'))
  expect(rows.map((row) => row.kind === 'unreadable' && row.cells.slice(0, 2))).toEqual([
    ['a@x.com', '1'],
    ['b@x.com', '"open'],
    ['c@x.com', 'x'.repeat(4_000 - 'c@x.com,'.length)],
    ['d\0@x.com', ''],
  ])
})

test('wants rejected rows of the file that was imported', async () => {
  const source = await sourceOf('Email\na@x.com\nb@x.com\n')
  await expect(textOf(source, [{ row: 9 }])).rejects.toThrow('The file has no row 9.')
  await expect(textOf(source, [{ row: 2, code: null }])).rejects.toThrow('Row 2 was not rejected.')
})

describe('a cell is safe in a spreadsheet and comes back as it was', () => {
  test('an apostrophe stands before what a spreadsheet takes for a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
      expect(escapeFormula(`${start}1+1`)).toBe(`'${start}1+1`)
    for (const cell of ['', 'a=1', "'", "'a", '1-1', '(+44)', ' =1']) expect(escapeFormula(cell)).toBe(cell)
    expect(escapeFormula("'=1")).toBe("''=1")
  })

  test('phones and minus signs survive', () => {
    for (const cell of ['+44 123', '-5', '@handle', '=SUM(A1)', "'+1"])
      expect(unescapeFormula(escapeFormula(cell))).toBe(cell)
    for (const cell of ["'a", "'", "o'neil", "'1"]) expect(unescapeFormula(cell)).toBe(cell)
  })

  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', ',', '"', '\n', '\r', '\t', ' ', 'a', 'é', ';'),
      maxLength: 8,
    }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )

  test('for any text', () => {
    const same = fc.property(cell, (text) => unescapeFormula(escapeFormula(text)) === text)
    fc.assert(same, { numRuns: 3000 })
  })

  test('any row that is read, written and read again is imported as the same', async () => {
    const row = fc
      .array(cell, { minLength: 3, maxLength: 3 })
      .map(([first, ...rest]) => [`x${first}`, ...rest])
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const quoted = (cells: string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
        const source = await sourceOf(`Email,A,B\n${rows.map(quoted).join('\n')}`)
        const csv = await textOf(
          source,
          rows.map((_, i) => ({ row: i + 2 })),
        )
        const back = (await rowsOf(await sourceOf(csv))).map((one) =>
          one.kind === 'cells' ? one.cells.slice(0, 3).map(unescapeFormula) : one,
        )
        const imported = rows.map((cells) => cells.map(unescapeFormula))
        expect(back).toEqual(imported)
        expect(
          cellsOf(csv)
            .slice(1)
            .map((cells) => cells.slice(0, 3).map(unescapeFormula)),
        ).toEqual(imported)
        for (const cells of cellsOf(csv))
          for (const text of cells) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
      { numRuns: 200 },
    )
  })

  test('a line of any cells reads back', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        expect(cellsOf(csvLine(cells))[0]?.map(unescapeFormula)).toEqual(cells)
      }),
    )
  })
})
