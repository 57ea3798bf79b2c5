import { rowsAfter } from './rows-at-a-time'
import { type Tx, transaction } from './transaction'

/**
 * Runs `work` in a read-only transaction that sees one moment of the database, however long it takes.
 * Streams (below) need one.
 */
export async function snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await tx.query(
      `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
       SET LOCAL idle_in_transaction_session_timeout = '10min'`, // it locks nothing, and may wait for a slow reader
    )
    return work(tx)
  })
}

let cursors = 0

type AtATime<Row> = {
  size: number
  /** What a row holds, in characters, where that may be much: fewer are fetched, then. */
  held?: (row: Row) => number
}

/**
 * The rows of a query one by one, fetched `size` at a time through a server-side cursor, so that a result of any
 * length needs the memory of one fetch. Several may be open in one transaction.
 */
export async function* streamRows<Row extends object>(
  tx: Tx,
  sql: string,
  values: readonly unknown[],
  { size: most, held }: AtATime<Row> = { size: 5_000 },
): AsyncGenerator<Row> {
  const name = `stream_${++cursors}`
  await tx.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, [...values])
  let size = held ? rowsAfter(0, 0, most) : most
  while (true) {
    const { rows } = await tx.query<Row>(`FETCH ${size} FROM ${name}`)
    yield* rows
    if (rows.length < size) break
    if (held)
      size = rowsAfter(
        size,
        rows.reduce((sum, row) => sum + held(row), 0),
        most,
      )
  }
  await tx.query(`CLOSE ${name}`)
}
