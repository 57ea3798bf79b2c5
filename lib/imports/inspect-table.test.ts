import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Chosen, FileFacts } from './file-facts'
import type { FileRow } from './file-row'
import { inspectTable, type TableLimits, textPath } from './inspect-table'
import { readBatches } from './read'
import { numberCell, type TestSheet, xlsx, zip } from './xlsx/test-xlsx'

const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-xlsx-'))
afterAll(() => rmSync(folder, { recursive: true }))

const limits: TableLimits = {
  bytesMax: 1_000_000,
  rowsMax: 1_000,
  columnsMax: 10,
  cellCharsMax: 32_000,
  rowCharsMax: 400_000,
  spreadsheet: { bytesMax: 1_000_000, rowsMax: 100, unzippedBytesMax: 30_000_000 },
}
const file = { path: path.join(folder, 'file'), sheetsFolder: path.join(folder, 'sheets') }

function inspect(bytes: Buffer, chosen: Chosen = {}, given: Partial<TableLimits['spreadsheet']> = {}) {
  writeFileSync(file.path, bytes)
  return inspectTable(file, { ...limits, spreadsheet: { ...limits.spreadsheet, ...given } }, chosen)
}

async function read(bytes: Buffer, chosen: Chosen = {}): Promise<{ facts: FileFacts; rows: FileRow[] }> {
  const result = await inspect(bytes, chosen)
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  const rows: FileRow[] = []
  for await (const batch of readBatches(textPath(file, result.value), result.value, {
    afterRow: 0,
    size: 9,
    limits,
  }))
    rows.push(...batch)
  return { facts: result.value, rows }
}

async function refusalOf(
  bytes: Buffer,
  chosen: Chosen = {},
  given: Partial<TableLimits['spreadsheet']> = {},
) {
  const result = await inspect(bytes, chosen, given)
  return result.kind === 'refused' ? result.reason : result
}

const leads: TestSheet = {
  name: 'Leads',
  rows: [
    ['Email', 'Name'],
    ['ana@x.com', 'Ana'],
  ],
}
const others: TestSheet = { name: 'Q3 & more', rows: [['Mail'], ['bo@x.com'], ['cy@x.com']] }
const empty: TestSheet = { name: 'Empty', rows: [] }

describe('a sheet', () => {
  test('is the first visible one with rows, unless another is chosen', async () => {
    const bytes = xlsx([empty, { ...others, state: 'hidden' }, leads])
    expect((await read(bytes)).facts).toMatchObject({
      columns: ['Email', 'Name'],
      rows: 1,
      chosen: {},
      sheet: { name: 'Leads', names: ['Empty', 'Q3 & more', 'Leads'] },
    })
    expect((await read(bytes, { sheet: 'Q3 & more' })).facts).toMatchObject({
      columns: ['Mail'],
      rows: 2,
      chosen: { sheet: 'Q3 & more' },
    })
  })

  test('keeps the numbers of its rows, whatever rows are missing, and has its own header row', async () => {
    const rows = [
      { r: 3, cells: ['Email'] },
      { r: 5, cells: ['a@x.com'] },
      { r: 9, cells: ['b@x.com'] },
    ]
    const { facts, rows: found } = await read(xlsx([{ name: 'S', rows }]))
    expect(facts).toMatchObject({ headerRow: 3, rows: 2, blank: 4 })
    expect(found.filter(({ kind }) => kind === 'cells').map(({ row }) => row)).toEqual([5, 9])
    expect((await read(xlsx([leads]), { headerRow: 'none' })).facts).toMatchObject({ headerRow: 0, rows: 2 })
  })

  test('without rows is said so', async () => {
    expect(await refusalOf(xlsx([leads, empty]), { sheet: 'Empty' })).toBe(
      'The sheet ‘Empty’ is empty. Choose another sheet.',
    )
    expect(await refusalOf(xlsx([empty]))).toBe('The file is empty.')
    expect(await refusalOf(xlsx([leads]), { sheet: 'Nope' })).toMatch(/no sheet ‘Nope’/)
  })
})

describe('a cell', () => {
  const c = (attributes: string, inner: string) => ({ attributes, inner })
  test('reads as a person reads it', async () => {
    const cells = [
      numberCell(441234567890),
      numberCell(8123, 1),
      numberCell(46348, 2),
      c('t="str"', '<f>A1&amp;B1</f><v>last value</v>'),
      c('t="inlineStr"', '<is><r><t>Rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></is>'),
      c('t="b"', '<v>1</v>'),
      c('t="e"', '<v>#REF!</v>'),
      'a "quoted", cell\nof &lt;two&gt; lines_x0041_',
      c('r="J2" t="str"', '<v>far</v>'),
    ]
    const { rows } = await read(
      xlsx([{ name: 'S', rows: [['A', ...'BCDEFGHIJ'.slice(0, 9)], cells] }], ['00000', 'd/m/yy']),
    )
    expect(rows[0]).toEqual({
      row: 2,
      kind: 'cells',
      cells: [
        ...['441234567890', '08123', '2026-11-22', 'last value', 'Rich text', 'TRUE', '#REF!'],
        ...['a "quoted", cell\nof &lt;two&gt; linesA', '', 'far'],
      ],
    })
  })

  test('counts days from 1904 where the file says so', async () => {
    const rows = [['Day'], [numberCell(44886, 1)]]
    const { facts } = await read(xlsx([{ name: 'S', rows }], ['d/m/yy'], '<workbookPr date1904="1"/>'))
    expect(facts.sample).toEqual([['2026-11-22']])
  })
})

describe('is refused before anything is unpacked', () => {
  const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }
  const zeros = (bytes: number) => ({ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(bytes) })
  test.each<[string, () => Buffer, RegExp]>([
    ['a bomb', () => zip([workbook, zeros(20_000_000)]), /too large when unpacked/],
    [
      'too much in all',
      () =>
        zip(
          [workbook, ...[1, 2, 3, 4].map(() => zeros(9_000_000))].map((one, i) => ({
            ...one,
            name: `${i}${one.name}`,
          })),
        ),
      /too large when unpacked/,
    ],
    [
      'a zip archive',
      () => zip([{ name: 'leads.csv', content: Buffer.from('Email') }]),
      /zip archive\. Unpack it/,
    ],
    ['a protected zip', () => zip([{ ...workbook, flags: 1 }]), /protected with a password/],
    ['half a file', () => xlsx([leads]).subarray(0, 300), /damaged/],
    ['nothing but its workbook', () => zip([workbook]), /damaged/],
  ])('%s', async (_, bytes, sentence) => expect(await refusalOf(bytes())).toMatch(sentence))

  test('more bytes or rows than a spreadsheet may have', async () => {
    expect(await refusalOf(xlsx([leads]), {}, { bytesMax: 100 })).toMatch(/0 MB at most|MB at most/)
    const rows = Array.from({ length: 102 }, () => ['x'])
    expect(await refusalOf(xlsx([{ name: 'S', rows }]))).toMatch(/more than 100 rows/)
    const far = [['Email'], { r: 1_048_576, cells: [' '] }]
    expect((await inspect(xlsx([{ name: 'S', rows: far }]))).kind).toBe('done')
  })
})

test('a directory that lies about a size is a damaged file', async () => {
  const content = Buffer.from(`<workbook>${' '.repeat(5000)}</workbook>`)
  expect(await refusalOf(zip([{ name: 'xl/workbook.xml', content, bytesTold: 20 }]))).toMatch(/damaged/)
})

test('old and protected Excel files are told apart', async () => {
  const ole = (stream: string) => {
    const bytes = Buffer.alloc(512 * 12)
    bytes.writeUInt32BE(0xd0cf11e0, 0)
    bytes.writeUInt16LE(9, 30)
    bytes.writeUInt32LE(1, 48)
    bytes.write(stream, 1024 + 256, 'utf16le')
    return bytes
  }
  expect(await refusalOf(ole('Workbook'))).toBe(
    'This is an old Excel file. Save it as .xlsx or .csv and choose it again.',
  )
  expect(await refusalOf(ole('EncryptedPackage'))).toBe(
    'The file is protected with a password. Remove the password and choose it again.',
  )
})

test('a text file is read as it is, and has no sheets', async () => {
  expect((await read(Buffer.from('Email\na@x.com\n'))).facts).toMatchObject({ sheet: null, rows: 1 })
  expect(await refusalOf(Buffer.from('Email\n'), { sheet: 'S' })).toBe('The file has no sheets.')
})

test('bytes of any kind behind the start of a spreadsheet are refused, never thrown', async () => {
  const good = xlsx([leads, others])
  for (let at = 4; at < good.length; at += 7) {
    const bytes = Buffer.from(good)
    bytes[at] = (bytes[at] ?? 0) ^ 0x55
    expect(['done', 'refused']).toContain((await inspect(bytes)).kind)
  }
})
