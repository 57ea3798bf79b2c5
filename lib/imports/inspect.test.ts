import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { warningText } from './excel-damage'
import type { Chosen, FileFacts } from './file-facts'
import type { FileLimits } from './file-row'
import { inspectFile } from './inspect'

const folder = mkdtempSync(path.join(tmpdir(), 'fairlead-inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

const limits: FileLimits = {
  bytesMax: 1_000_000,
  rowsMax: 1_000,
  columnsMax: 10,
  cellCharsMax: 32_000,
  rowCharsMax: 400_000,
}

async function inspect(content: string | Buffer, given: Partial<FileLimits> = {}, chosen: Chosen = {}) {
  const file = path.join(folder, 'file')
  writeFileSync(file, content)
  return inspectFile(file, { ...limits, ...given }, chosen)
}

async function factsOf(content: string | Buffer, chosen: Chosen = {}): Promise<FileFacts> {
  const result = await inspect(content, {}, chosen)
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result.value
}

async function refusalOf(content: string | Buffer, given: Partial<FileLimits> = {}): Promise<string> {
  const result = await inspect(content, given)
  if (result.kind !== 'refused') throw new Error(JSON.stringify(result))
  return result.reason
}

test('says encoding, delimiter, header, sample and how many rows there are', async () => {
  const look = { phones: 0, links: 0, statuses: 0, names: 0, addressForms: 0 }
  expect(await factsOf('Email,Name\nana@x.com,Ana\n\nbo@x.com\n , \n"a\nb",c,,\n')).toEqual({
    encoding: 'utf-8',
    delimiter: ',',
    headerRow: 1,
    columns: ['Email', 'Name'],
    above: [],
    sampleRows: [2, 4, 6],
    odd: [{ row: 4, why: '1 cell, the header has 2: empty from Name on', cells: ['bo@x.com', ''] }],
    sample: [
      ['ana@x.com', 'Ana'],
      ['bo@x.com', ''],
      ['a\nb', 'c'],
    ],
    looks: [
      { ...look, filled: 3, emails: 2, names: 1 },
      { ...look, filled: 2, emails: 0 },
    ],
    hasHeader: true,
    rows: 3,
    blank: 2,
    warnings: [],
    unknownStatuses: [],
    chosen: {},
    sheet: null,
  })
})

test('counts rows that cannot be read, and shows none of them in the sample', async () => {
  const { rows, blank, sample } = await factsOf('Email\na@x.com,b\n"c\nd@x.com\ne\0@x.com')
  expect({ rows, blank, sample }).toEqual({ rows: 4, blank: 0, sample: [['d@x.com']] })
})

test('shows the first three rows that look odd, each with its number and why', async () => {
  const { odd } = await factsOf(
    'Email,First name,Company\na@x.com,Ana,Acme\nb@x.com,Bo,Birch,oops\n\nc@x.com\nn\0@x.com,Cy,Cedar\nd@x.com,,"\n',
  )
  expect(odd).toEqual([
    {
      row: 3,
      why: '4 cells, the header has 3 (a quote or a separator may be misplaced)',
      cells: ['b@x.com', 'Bo', 'Birch', 'oops'],
    },
    { row: 5, why: '1 cell, the header has 3: empty from First name on', cells: ['c@x.com', '', ''] },
    {
      row: 6,
      why: 'The cell in column Email holds a NUL character, which is not text',
      cells: ['n␀@x.com', 'Cy', 'Cedar'],
    },
  ])
})

test('says what stands above the header', async () => {
  const facts = await factsOf(
    'Notes:\n"When exporting, some emails are missing."\n\nFirst Name,Email Address\nAna,ana@x.com\n',
  )
  expect(facts).toMatchObject({
    headerRow: 4,
    columns: ['First Name', 'Email Address'],
    above: ['Notes:', 'When exporting, some emails are missing.', ''],
    sampleRows: [5],
  })
})

test('shows five rows at most', async () => {
  expect((await factsOf(`Email\n${'a@x.com\n'.repeat(20)}`)).sample).toHaveLength(5)
})

test('a header without rows is a file of no rows', async () => {
  for (const content of ['Email,Name', 'Email,Name\r\n'])
    expect(await factsOf(content)).toMatchObject({ columns: ['Email', 'Name'], rows: 0, blank: 0 })
})

describe('the header', () => {
  test('is the first row that is not blank, numbered as the spreadsheet shows it', async () => {
    expect(await factsOf('\n , \r\nEmail,Name\na@x.com,A')).toMatchObject({
      headerRow: 3,
      columns: ['Email', 'Name'],
      rows: 1,
      blank: 0,
    })
  })

  test('stands under a note of lone cells when it names an email column', async () => {
    const note = 'Notes:\n"When exporting, you may notice, that\nsome are missing."\n\n'
    expect(await factsOf(`${note}First Name,URL,Email Address\nAna,u,ana@x.com\n`)).toMatchObject({
      headerRow: 4,
      delimiter: ',',
      columns: ['First Name', 'URL', 'Email Address'],
      rows: 1,
    })
    expect(await factsOf('Notes:\nName;Phone\n')).toMatchObject({ headerRow: 1, rows: 1 })
    expect(await factsOf('Email\nmail,phone\n')).toMatchObject({ headerRow: 1, rows: 1 })
    expect(await factsOf('list\na@x.com\nmail,phone')).toMatchObject({ headerRow: 1, rows: 2 })
  })

  test('stands under the line that tells Excel the delimiter', async () => {
    expect(await factsOf('sep=;\r\nEmail;A,B\na@x.com;1,2\n')).toMatchObject({
      delimiter: ';',
      headerRow: 2,
      columns: ['Email', 'A,B'],
      rows: 1,
    })
  })

  test('may have any names', async () => {
    const columns = ['__proto__', 'constructor', '', 'Email', 'Email', 'toString']
    expect((await factsOf(`${columns.join(',')}\na,b,c,d@x.com,e,f`)).columns).toEqual(columns)
  })

  test('is read as it was before a formula in it was guarded', async () => {
    expect((await factsOf("'=x,'+44,-a,'b\n")).columns).toEqual(['=x', '+44', '-a', "'b"])
  })

  test('has no byte order mark in its first name, quoted or not', async () => {
    for (const header of ['Email,Name', '"Email",Name'])
      for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'])
        expect(
          (await factsOf(iconv.encode(`${header}\na@x.com,A`, encoding, { addBOM: true }))).columns,
        ).toEqual(['Email', 'Name'])
  })

  test('that cannot be read is said with its line', async () => {
    expect(await refusalOf('\n"Email,Name\na@x.com,A')).toMatch(/a quote opened on line 2 is never closed/)
    expect(await refusalOf('x'.repeat(500_000))).toMatch(/more than 400,000 characters/)
  })
})

describe('the encoding', () => {
  const text = 'Name,Email\nJosé Ñandú,jose@x.com\n'
  test.each([
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['utf-16le without a mark', iconv.encode(text, 'utf-16le', { addBOM: false }), 'utf-16le'],
    ['utf-16be without a mark', iconv.encode(text, 'utf-16be', { addBOM: false }), 'utf-16be'],
    ['windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252'],
  ])('%s', async (_, content, encoding) => {
    expect(await factsOf(content)).toMatchObject({ encoding, sample: [['José Ñandú', 'jose@x.com']] })
  })

  test('is windows-1252 when the first byte that is not UTF-8 comes far down', async () => {
    const content = Buffer.concat([
      Buffer.from(`Name,Email\n${'Ana,a@x.com\n'.repeat(900)}`.padEnd(20, ' ')),
      Buffer.from('x,'.padEnd(400_000, '\n')),
      Buffer.from([0x4a, 0xe9, 0x2c, 0x62, 0x0a]),
    ])
    const result = await inspect(content, { rowsMax: 1e6 })
    expect(result.kind === 'done' && result.value.encoding).toBe('windows-1252')
  })

  test('is windows-1252 when the file ends inside a character', async () => {
    expect((await factsOf(Buffer.from([...Buffer.from('Email\na@x.com'), 0xc3]))).encoding).toBe(
      'windows-1252',
    )
  })

  test('is UTF-8 with a mark whatever follows, and when the first piece ends inside a character', async () => {
    const marked = Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('Email\na@x.com'), 0xff])
    expect((await factsOf(marked)).encoding).toBe('utf-8')
    for (const pad of [0, 1, 2, 3])
      expect(
        (await factsOf(`Email${'x'.repeat(pad)}\n${'é€😀@x.com\n'.repeat(900)}${'€'.repeat(120_000)}`))
          .encoding,
      ).toBe('utf-8')
  })
})

describe('the delimiter', () => {
  test.each([
    [';', 'Email;Name\na@x.com;Ana, PhD\n'],
    ['\t', 'Email\tName, title\na@x.com\tAna'],
    ['|', 'Email|Name|Age\na@x.com|Ana|1\n'],
    [',', 'Email\na@x.com\nb@x.com\n\n\n'],
    [',', 'Email\n'],
    [',', 'Email,Name\na@x.com,Ana\n\n'],
    [',', 'Email,Notes\na@x.com,"x;y;z\n1;2;3;4"\nb@x.com,;;;\n'],
    [';', '"Name, first";"Email"\n"Ruiz, Ana";"a@x.com"\n'],
    [';', 'Name;Price;Email\nA;1,5;a@x.com\nB;2,5;b@x.com\n'],
    [',', 'a,b,c\na,b,c|d|e|f'],
    ['|', 'one|two,two|three\nfour|five,five|six'],
    [';', 'id;title;data\r\n1;row one;"{\n  ""a"": 1,\n  ""b"": 2,\n ""c"": 3}"\r\n2;x;y\r\n'],
    [',', 'Email,Name\na@x.com\nb@x.com\nc@x.com\n'],
    [',', 'Email\na@x.com;b@x.com\n'],
  ])('is %j', async (delimiter, content) => expect((await factsOf(content)).delimiter).toBe(delimiter))
})

describe('what is no table, or too much, is refused with a sentence', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /^The file is empty\.$/],
    ['a byte order mark', '\ufeff', /^The file is empty\.$/],
    ['blank lines', '\n\r\n , \n', /^The file is empty\.$/],
    [
      'HTML',
      '\ufeff \n<!DOCTYPE html><html></html>',
      /a page, not a table \(it starts with <!DOCTYPE html\)/,
    ],
    ['HTML of a table', '<html><table>', /it starts with <html/],
    ['XLSX', Buffer.from('PK\x03\x04rest of it'), /Excel file or a zip archive\. Save the sheet as CSV/],
    ['XLS', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /old or protected Excel file/],
    ['PDF', '%PDF-1.7', /PDF/],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x45, 0, 0, 0]), /UTF-32/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /compressed/],
    ['binary', Buffer.alloc(5000), /not a text file/],
  ])('%s', async (_, content, sentence) => expect(await refusalOf(content)).toMatch(sentence))

  test('more bytes, rows or columns than the limits', async () => {
    expect(await refusalOf('x'.repeat(2_000), { bytesMax: 1_000 })).toBe(
      'The file is 2 kB. The most is 1 kB. Split it into smaller files.',
    )
    expect(await refusalOf('Email\na\n\nb\n', { rowsMax: 2 })).toMatch(/more than 2 rows/)
    expect((await inspect('Email\na\n\nb\n', { rowsMax: 3 })).kind).toBe('done')
    expect(await refusalOf('a,b,c', { columnsMax: 2 })).toMatch(/3 columns\. The most is 2\./)
    expect((await inspect('a,b,c', { columnsMax: 3 })).kind).toBe('done')
  })

  test('a NUL byte or two do not make it binary', async () => {
    expect((await factsOf('Email\na\0@x.com\nb@x.com\n')).rows).toBe(2)
  })
})

describe('a file without a header', () => {
  test('is one whose first row holds an email where the others do; its columns are called by their letters', async () => {
    expect(await factsOf('ana@x.com,Ana\nbo@x.com,Bo\n')).toMatchObject({
      hasHeader: false,
      headerRow: 0,
      columns: ['Column A', 'Column B'],
      sample: [
        ['ana@x.com', 'Ana'],
        ['bo@x.com', 'Bo'],
      ],
      rows: 2,
    })
    expect(await factsOf('ana@x.com')).toMatchObject({ hasHeader: false, rows: 1, columns: ['Column A'] })
    expect(await factsOf('ana@x.com,Phone\n555,12\n')).toMatchObject({ hasHeader: true, rows: 1 })
  })

  test('counts every row from the first, blank ones above it too, and is as wide as its widest row', async () => {
    expect(await factsOf('\nAna,ana@x.com\nBo,bo@x.com,more\n')).toMatchObject({
      headerRow: 0,
      rows: 2,
      blank: 1,
      columns: ['Column A', 'Column B', 'Column C'],
    })
    expect(await factsOf('sep=;\na@x.com;1\n')).toMatchObject({ hasHeader: false, headerRow: 1, rows: 1 })
  })

  test('with too many columns or nothing in it is refused', async () => {
    expect(await inspect('a@x.com,b,c', { columnsMax: 2 })).toMatchObject({ kind: 'refused' })
    expect(await inspect('\n\n', {}, { headerRow: 'none' })).toEqual({
      kind: 'refused',
      reason: 'The file is empty.',
    })
  })
})

describe('what a person chose is not guessed', () => {
  test('the header row, or none', async () => {
    const text = 'List,of\nours,2026\nEmail,Name\na@x.com,Ana\n'
    expect(await factsOf(text)).toMatchObject({ headerRow: 1, rows: 3 })
    expect(await factsOf(text, { headerRow: 3 })).toMatchObject({
      headerRow: 3,
      columns: ['Email', 'Name'],
      rows: 1,
      chosen: { headerRow: 3 },
    })
    expect(await factsOf(text, { headerRow: 'none' })).toMatchObject({
      headerRow: 0,
      hasHeader: false,
      columns: ['Column A', 'Column B'],
      rows: 4,
    })
    expect(await factsOf('a@x.com,A\nb@x.com,B\n', { headerRow: 1 })).toMatchObject({
      columns: ['a@x.com', 'A'],
      rows: 1,
    })
  })

  test('a header row that is blank or not there is refused', async () => {
    const reason = async (headerRow: number) => {
      const result = await inspect('Email\n\na@x.com\n', {}, { headerRow })
      return result.kind === 'refused' && result.reason
    }
    expect(await reason(2)).toBe('Row 2 is blank. Choose another row for the headers.')
    expect(await reason(9)).toBe('The file has no row 9. Choose another row for the headers.')
  })

  test('the delimiter', async () => {
    expect(await factsOf('Email,Name;Company\n', { delimiter: ';' })).toMatchObject({
      delimiter: ';',
      columns: ['Email,Name', 'Company'],
    })
  })

  test('the encoding, also where the guess would be another', async () => {
    const bytes = iconv.encode('Name,Email\nЖанна,a@x.com\n', 'ibm866')
    expect((await factsOf(bytes, { encoding: 'koi8-r' })).encoding).toBe('koi8-r')
    expect((await factsOf(Buffer.from('Email\né@x.com\n'), { encoding: 'macroman' })).sample).toEqual([
      ['√©@x.com'],
    ])
    expect(await inspect('Email\n', {}, { encoding: 'constructor' })).toMatchObject({ kind: 'refused' })
  })
})

describe('cells that a spreadsheet spoilt', () => {
  test('are counted over the whole file, column by column', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `a${i}@x.com,4.41E+11,####,#REF!,1E+1x`)
    expect(
      (await factsOf(`Email,Phone,Fax,Name,Note\n${rows.join('\n')}\nb@x.com,"4,41E+12",#1,#N/A,2020\n`))
        .warnings,
    ).toEqual([
      { kind: 'exponent', column: 1, count: 41, example: '4.41E+11' },
      { kind: 'hashes', column: 2, count: 40, example: '####' },
      { kind: 'formula_error', column: 3, count: 41, example: '#REF!' },
    ])
  })

  test('are told in a sentence', () => {
    const warning = { kind: 'exponent', column: 1, count: 12, example: '4.41E+11' } as const
    expect(warningText(['Email', 'Phone'], warning)).toBe(
      'Column “Phone”: 12 values such as 4.41E+11. Excel shortened these numbers. Format the column as text in the original file and save it again.',
    )
  })
})
