import { expect, test } from 'vitest'
import { snapshot, streamRows } from './cursor'
import { testDatabase } from './test-database'
import type { Tx } from './transaction'

testDatabase()

type Row = { n: number; text: string }

const rowsOf = (characters: number) =>
  `SELECT n, repeat('x', ${characters}) AS text FROM generate_series(1, $1) AS n ORDER BY n`

/** The numbers of the rows that came, and how many were fetched together. */
async function streamed(rows: number, sql: string, atATime?: Parameters<typeof streamRows<Row>>[3]) {
  const fetched: string[] = []
  const numbers = await snapshot(async (tx) => {
    const watched: Tx = Object.create(tx, {
      query: {
        value: (text: string, values?: unknown[]) => {
          if (text.startsWith('FETCH')) fetched.push(text.split(' ')[1]!)
          return tx.query(text, values)
        },
      },
    })
    const found: number[] = []
    for await (const { n } of streamRows<Row>(watched, sql, [rows], atATime)) found.push(n)
    return found
  })
  return { numbers, fetched: fetched.map(Number) }
}

const held = ({ text }: Row) => text.length
const upTo = (rows: number) => Array.from({ length: rows }, (_, n) => n + 1)

test('as many rows as asked for are fetched together, and each comes once', async () => {
  expect(await streamed(25, rowsOf(1), { size: 10 })).toEqual({ numbers: upTo(25), fetched: [10, 10, 10] })
})

test('of rows that hold much fewer are fetched together', async () => {
  const { numbers, fetched } = await streamed(20, rowsOf(1_000_000), { size: 500, held })
  expect(numbers).toEqual(upTo(20))
  expect(fetched).toEqual([10, 4, 4, 4])
})

test('of rows that hold little as many as asked for are', async () => {
  const { numbers, fetched } = await streamed(900, rowsOf(1), { size: 500, held })
  expect(numbers).toEqual(upTo(900))
  expect(fetched).toEqual([10, 100, 500, 500])
})
