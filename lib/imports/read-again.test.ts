import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordsOf } from './read'
import { readAgain } from './read-again'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-again-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function secondReading(text: string | Buffer, encoding = 'utf-8') {
  const path = join(folder, 'file.csv')
  await writeFile(path, text)
  const rows: string[][] = []
  let doubtful = false
  for await (const piece of readAgain(path, { encoding, delimiter: ',' })) {
    rows.push(...piece.rows)
    doubtful ||= piece.doubtful
  }
  return { rows, doubtful }
}

async function firstReading(text: string) {
  const path = join(folder, 'first.csv')
  await writeFile(path, text)
  const rows: string[][] = []
  for await (const records of recordsOf(
    path,
    { encoding: 'utf-8', delimiter: ',' },
    { limits: { rowCharsMax: 400_000 } },
  ))
    rows.push(...records.map((record) => record.cells))
  return rows
}

test.each([
  [
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\rb\r\nc\nd', [['a'], ['b'], ['c'], ['d']]],
  ['\n\na\n\n', [[''], [''], ['a'], ['']]],
  [
    '"a\nb",c\n"d ""x""",e',
    [
      ['a\nb', 'c'],
      ['d "x"', 'e'],
    ],
  ],
  ['', []],
])('reads %j', async (text, rows) => {
  expect(await secondReading(text)).toEqual({ rows, doubtful: false })
})

test('leaves the byte order mark out and reads UTF-16', async () => {
  const bytes = iconv.encode('Email\nä@x.com\n', 'utf-16le', { addBOM: true })
  expect((await secondReading(bytes, 'utf-16le')).rows).toEqual([['Email'], ['ä@x.com']])
})

test('finds the quotes that another reader may take otherwise', async () => {
  expect((await secondReading('a,b\n"x"y,z\n')).doubtful).toBe(true)
  expect((await secondReading('a,b\n"never closed,z\n')).doubtful).toBe(true)
  expect((await secondReading(`a,b\n"${'long\n'.repeat(1_000_000)}`)).doubtful).toBe(true)
})

test('one line of many quoted cells takes time in proportion to its length, or this would not end', async () => {
  const { rows } = await secondReading(`${'"a",'.repeat(700_000)}x\n`)
  expect(rows[0]).toHaveLength(700_001)
})

test('reads the same rows as our reader, whatever the cells hold and however lines end', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', 'é'), maxLength: 6 })
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), lineEnd)),
      async (rows) => {
        const text = rows
          .map(([cells, end]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',') + end)
          .join('')
        const same = (found: string[][]) =>
          found.map((cells) => cells.map((one) => one.replaceAll('\r\n', '\n')))
        const second = await secondReading(text)
        expect(second.doubtful).toBe(false)
        expect(same(second.rows)).toEqual(same(await firstReading(text)))
      },
    ),
    { numRuns: 200 },
  )
})
