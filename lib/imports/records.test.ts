import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvRecord, CsvRecords } from './records'

const shape = { delimiter: ',', rowCharsMax: 400_000 }

function recordsOf(text: string, given: Partial<typeof shape> = {}): CsvRecord[] {
  return new CsvRecords({ ...shape, ...given }).read(text, true)
}

function cellsOf(text: string, given: Partial<typeof shape> = {}): string[][] {
  return recordsOf(text, given).map(({ cells }) => cells)
}

/** What is said of each record: its cells, or its fault and the line it stands on. */
function judged(text: string, given: Partial<typeof shape> = {}) {
  return recordsOf(text, given).map(({ cells, fault, line }) => (fault ? [fault, line, cells] : cells))
}

/** The records when the text comes in pieces cut at `cuts`. */
function inPieces(text: string, cuts: readonly number[], given: Partial<typeof shape>): CsvRecord[] {
  const reader = new CsvRecords({ ...shape, ...given })
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  const pieces = places.slice(1).flatMap((end, i) => reader.read(text.slice(places[i], end), false))
  return [...pieces, ...reader.read('', true)]
}

describe('line breaks', () => {
  test('LF, CRLF, CR and all of them mixed end a row; the last one begins none', () => {
    expect(cellsOf('a,b\nc,d\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cellsOf('a,b\r\nc,d\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cellsOf('a,b\rc,d\r')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cellsOf('a,b\nc,d\r\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ])
    expect(cellsOf('a\n\r\n\rb\n\n')).toEqual([['a'], [''], [''], ['b'], ['']])
  })

  test('inside quotes they are text', () => {
    expect(cellsOf('"a\r\nb","c\rd"\r\n"e\nf"')).toEqual([['a\r\nb', 'c\rd'], ['e\nf']])
  })
})

describe('quotes', () => {
  test('spaces behind a closing quote are dropped, a stray quote on its line is text', () => {
    expect(cellsOf('a,"b" ,c\n"d"\t\n')).toEqual([['a', 'b', 'c'], ['d']])
    expect(cellsOf('"a"b",c\nd"e,"f""g"')).toEqual([
      ['a"b', 'c'],
      ['d"e', 'f"g'],
    ])
    expect(cellsOf('"a"\t"b"', { delimiter: '\t' })).toEqual([['a', 'b']])
  })

  test('one that is never closed takes its line only', () => {
    expect(judged('x,"a\nb,c\nd,e')).toEqual([
      ['quote_not_closed', 1, ['x', '"a']],
      ['b', 'c'],
      ['d', 'e'],
    ])
    expect(judged('p,q\n"\n')).toEqual([
      ['p', 'q'],
      ['quote_not_closed', 2, ['"']],
    ])
  })

  test('one in the last line is closed by the end of the file', () => {
    expect(judged('p,q\na,"b,c')).toEqual([
      ['p', 'q'],
      ['a', 'b,c'],
    ])
    expect(judged('a,"')).toEqual([['a', '']])
    expect(judged('"a"b')).toEqual([['quote_not_closed', 1, ['"a"b']]])
  })

  test('one that a later quote would close far below takes its line only', () => {
    expect(judged('a,"b\nc,"d"\ne,f\n')).toEqual([
      ['quote_not_closed', 1, ['a', '"b']],
      ['c', 'd'],
      ['e', 'f'],
    ])
    expect(judged('a,"b"c,d\ne,f')).toEqual([
      ['quote_not_closed', 1, ['a', '"b"c,d']],
      ['e', 'f'],
    ])
    const far = `a,"b\n${'c,d\n'.repeat(20)}"\n`
    expect(judged(far, { rowCharsMax: 40 })).toEqual([
      ['quote_not_closed', 1, ['a', '"b']],
      ...Array.from({ length: 20 }, () => ['c', 'd']),
      ['quote_not_closed', 22, ['"']],
    ])
  })

  test('the line named is that of the file, quoted line breaks counted', () => {
    expect(judged('a\n"b\r\nc\rd"\n\n"e\n')).toEqual([
      ['a'],
      ['b\r\nc\rd'],
      [''],
      ['quote_not_closed', 6, ['"e']],
    ])
  })

  test('a line that ends inside an earlier cell is kept as it is written', () => {
    expect(judged('a,"b\nc","d\ne')).toEqual([
      ['quote_not_closed', 1, ['a', '"b']],
      ['quote_not_closed', 2, ['c"', '"d']],
      ['e'],
    ])
  })
})

describe('rows that are too long', () => {
  test('are cut off at their line break', () => {
    const rows = judged(`a,b\n${'x'.repeat(50)},y\nc,d\n`, { rowCharsMax: 20 })
    expect(rows).toEqual([
      ['a', 'b'],
      ['row_too_long', 2, ['x'.repeat(20)]],
      ['c', 'd'],
    ])
  })

  test('exactly at the limit are whole', () => {
    for (const text of ['x'.repeat(20), `"${'x'.repeat(18)}"`, `${'x'.repeat(10)},${'y'.repeat(9)}`])
      expect([
        judged(text, { rowCharsMax: 20 }).length,
        recordsOf(text, { rowCharsMax: 20 })[0]?.fault,
      ]).toEqual([1, null])
    for (const text of ['x'.repeat(21), `"${'x'.repeat(19)}"`, `"${'x'.repeat(17)}", `])
      expect(recordsOf(text, { rowCharsMax: 20 })[0]?.fault).toBe('row_too_long')
  })

  test('hold no more memory than a piece and the limit', () => {
    const reader = new CsvRecords({ delimiter: ',', rowCharsMax: 1000 })
    const piece = 'x'.repeat(100_000)
    let records = 0
    for (let i = 0; i < 5_000; i++) records += reader.read(piece, false).length
    expect([records, reader.read('\na,b', true).map(({ cells, line }) => [cells, line])]).toEqual([
      1,
      [[['a', 'b'], 2]],
    ])
  })
})

describe('for any text', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', ',', '"', '"', '\n', '\r', ' ', ';', '\0'),
    maxLength: 60,
  })
  const cuts = fc.array(fc.nat(), { maxLength: 12 })

  test('the records do not depend on where its pieces are cut', () => {
    fc.assert(
      fc.property(text, cuts, fc.constantFrom(3, 7, 20, 400_000), (csv, places, rowCharsMax) => {
        expect(inPieces(csv, places, { rowCharsMax })).toEqual(recordsOf(csv, { rowCharsMax }))
      }),
      { numRuns: 3000 },
    )
  })

  test('nothing is swallowed: every letter is in a cell, every line break ends a row or is in a cell', () => {
    fc.assert(
      fc.property(text, (csv) => {
        const records = recordsOf(csv)
        const letters = (s: string) => s.replace(/[^ab;\0]/g, '')
        expect(letters(records.flatMap(({ cells }) => cells).join(''))).toBe(letters(csv))
        const lines = csv.split(/\r\n|\n|\r/)
        const inCells =
          records
            .flatMap(({ cells }) => cells)
            .join('|')
            .split(/\r\n|\n|\r/).length - 1
        expect(records.length + inCells).toBe(lines.at(-1) === '' ? lines.length - 1 : lines.length)
      }),
      { numRuns: 3000 },
    )
  })

  test('a well-formed table reads as another parser reads it', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', ';'),
      maxLength: 6,
    })
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(',', ';', '\t', '|'),
        (rows, newline, delimiter) => {
          const csv = rows
            .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter))
            .join(newline)
          expect(cellsOf(csv, { delimiter })).toEqual(rows)
          const options = { delimiter, record_delimiter: newline, relax_column_count: true }
          expect(parse(csv, options)).toEqual(rows)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('hostile texts take time in proportion to their length', () => {
    const lines = [
      '"a\n',
      'a,"b\n',
      '""b\n',
      '"a"b\n',
      '"""\n',
      ',",""a\n',
      '"","\n',
      '"\r',
      'a"\n',
      '\n',
      '" "\n',
      '"x" y,"\n',
      ',"',
    ]
    for (const line of lines) {
      const started = process.cpuUsage()
      const reader = new CsvRecords(shape)
      const piece = line.repeat(Math.ceil(250_000 / line.length))
      for (let i = 0; i < 3; i++) reader.read(piece, false)
      reader.read('', true)
      expect([line, process.cpuUsage(started).user < 3_000_000]).toEqual([line, true])
    }
  })
})
