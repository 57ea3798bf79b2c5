import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Edits } from './edits'
import { withEdits } from './edits'
import { textsOf } from './lead-values'
import type { Mapping } from './mapping'
import { OwnRows } from './own-rows'
import { readBatches, type TableFacts } from './read'
import { readInputs } from './read-inputs'
import { type RowInput, rowInput, rowShape } from './row'

const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-inputs-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = path.join(folder, 'file')

const mapping: Mapping = ['email', 'first_name', 'email_status', 'custom.City']
const limits = { bytesMax: 1e9, rowsMax: 1e6, columnsMax: 1000, cellCharsMax: 60, rowCharsMax: 150 }

type Given = Partial<TableFacts> & {
  size?: number
  afterRow?: number
  pieceBytes?: number
  mapping?: Mapping
  edits?: Edits
  only?: number[]
}

function settings(given: Given) {
  const columns = given.columns ?? ['Email', 'First name', 'Status', 'City']
  const facts: TableFacts = { encoding: 'utf-8', delimiter: ',', headerRow: 1, ...given, columns }
  const { size = 3, afterRow = 0, pieceBytes = 64 } = given
  const only = () => (given.only ? new OwnRows(Int32Array.from(given.only)) : null)
  const options = { size, afterRow, limits, pieceBytes }
  return { facts, shape: rowShape(given.mapping ?? mapping), options, only }
}

/** As texts, so that both ways of reading can be compared. */
function told(rows: RowInput[]) {
  return rows.map((row) => (row.kind === 'lead' ? { ...row, values: textsOf(row.values) } : row))
}

async function asBytes(given: Given) {
  const { facts, shape, options, only } = settings(given)
  const batches: ReturnType<typeof told>[] = []
  let before: RowInput[] | null = null
  for await (const rows of readInputs(file, facts, shape, {
    ...options,
    only: only(),
    edits: given.edits ?? null,
  })) {
    if (before) batches.push(told(before)) // its bytes are good until now
    before = rows
  }
  if (before) batches.push(told(before))
  return batches
}

async function asText(given: Given) {
  const { facts, shape, options, only } = settings(given)
  const rows: RowInput[] = []
  for await (const batch of readBatches(file, facts, { ...options, only: only() }))
    rows.push(...batch.map((row) => rowInput(withEdits(row, given.edits ?? null), shape)))
  return rows
}

async function expectTheSame(content: string | Buffer, given: Given = {}) {
  writeFileSync(file, content)
  const batches = await asBytes(given)
  expect(batches.flat()).toEqual(told(await asText(given)))
  return batches
}

const header = 'Email,First name,Status,City\n'

describe('reading as bytes gives what reading as text gives', () => {
  test('plain rows, quotes, doubled quotes, line breaks in quotes, blank rows, mixed line ends', async () => {
    const content = `${header}ana@x.com,Ana,valid,Riga\r\n\r\n"B@X.com","Bo ""the"" 1st",OK,"São\nPaulo" \rc@x.com,,,\n,,,\n`
    const batches = await expectTheSame(content)
    expect(batches.map((batch) => batch.length)).toEqual([3, 2])
    expect(batches.flat()).toEqual([
      { kind: 'lead', row: 2, email: 'ana@x.com', values: ['Ana', 'valid', 'Riga'], finding: null },
      { kind: 'blank', row: 3 },
      {
        kind: 'lead',
        row: 4,
        email: 'b@x.com',
        values: ['Bo "the" 1st', 'valid', 'São\nPaulo'],
        finding: null,
      },
      { kind: 'lead', row: 5, email: 'c@x.com', values: ['', '', ''], finding: null },
      { kind: 'blank', row: 6 },
    ])
  })

  test('too many cells, too few, cells and rows too long, open and stray quotes, NUL', async () => {
    const long = 'x'.repeat(70)
    await expectTheSame(
      [
        'Email,First name,Status,City',
        'a@x.com,1,2,3,4',
        'b@x.com',
        `c@x.com,${long},,`,
        `d@x.com,${long},${long},${long}`,
        'e@x.com,"open,,',
        'f@x.com,"a"b",,',
        'g@x.com,nul\0,,',
        'h@x.com,last,valid,"Oslo',
      ].join('\n'),
    )
  })

  test('bytes that are no UTF-8, and characters cut between two pieces', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${header}a@x.com,Zoë,`),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(',é\n'),
    ])
    for (let pieceBytes = 1; pieceBytes < 12; pieceBytes++) await expectTheSame(bad, { pieceBytes })
  })

  test('other encodings and delimiters, a full name, tags, and a byte order mark', async () => {
    await expectTheSame(Buffer.from(`${header}a@x.com,Zo\xeb,ok,S\xe3o\n`, 'latin1'), {
      encoding: 'windows-1252',
    })
    await expectTheSame('\ufeffEmail;First name;Status;City\n a@x.com ;\u00a0Ana\u200b;;\u3000x\n', {
      delimiter: ';',
    })
    await expectTheSame(`${header}a@x.com,Ana Ruiz,"a, b",'=1\n`, {
      mapping: ['email', 'full_name', 'tags', 'custom.City'],
    })
  })

  test('corrected cells count instead of those of the file', async () => {
    const edits = { 3: { 0: 'bo@x.com' }, 4: { 3: 'Oslo' } }
    const batches = await expectTheSame(`${header}a@x.com,,,\nbo.x.com,,,\nc@x.com,,,Riga\n`, { edits })
    expect(batches.flat().slice(1)).toEqual([
      { kind: 'lead', row: 3, email: 'bo@x.com', values: ['', '', ''], finding: null },
      { kind: 'lead', row: 4, email: 'c@x.com', values: ['', '', 'Oslo'], finding: null },
    ])
  })

  test('only some of the rows, in files of one piece and of many', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `l${i}@x.com,"A ""b""",valid,"x\ny"`)
    for (const pieceBytes of [7, 64, 100_000]) {
      const batches = await expectTheSame(header + rows.join('\n'), { pieceBytes, only: [3, 4, 9, 20] })
      expect(batches.flat().map(({ row }) => row)).toEqual([3, 4, 9, 20])
    }
  })

  test('whatever the text, wherever it is cut, whatever row it begins behind', async () => {
    const part = fc.constantFrom(
      ...[
        'a@x.com',
        'B.o+1@Y-z.ORG',
        'x@gmial.com',
        '"',
        '""',
        ',',
        ',',
        ',',
        ',,,',
        '\n',
        '\n',
        '\r\n',
        '\r',
        ' ',
      ],
      ...[
        '\t',
        'é',
        '\u00a0',
        '\u200b',
        '日本',
        "'=1",
        "'",
        'valid',
        'Catch-All',
        '\0',
        '"q"',
        '"a,b"',
        '"l\nl"',
        'xxxxxxxxxxxx',
      ],
    )
    const line = fc.tuple(
      fc.constantFrom('a@x.com', '"b@x.com"', 'C@x.com', ''),
      fc.array(part, { maxLength: 12 }),
    )
    const text = fc
      .array(
        fc.oneof(
          fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
          line.map(([email, parts]) => `${email},${parts.join('')}\n`),
        ),
        { maxLength: 8 },
      )
      .map((parts) => header + parts.join(''))
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 80 }),
        fc.nat(6),
        async (content, pieceBytes, afterRow) => {
          await expectTheSame(content, { pieceBytes, afterRow })
        },
      ),
      { numRuns: 1_500 },
    )
  })
})
