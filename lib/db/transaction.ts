import type pg from 'pg'
import { pool } from './client'

/** A connection inside an open transaction. */
export type Tx = pg.PoolClient

/**
 * Runs `work` in one transaction and commits; any throw rolls back and goes on up. A connection that failed
 * in the middle is thrown away, never put back in the pool.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await pool().connect()
  tx.on('error', heardAlready)
  let broken: Error | undefined
  try {
    await tx.query('BEGIN')
    const value = await work(tx)
    await tx.query('COMMIT')
    return value
  } catch (error) {
    broken = isDead(error) ? error : await rollback(tx)
    throw error
  } finally {
    tx.off('error', heardAlready)
    tx.release(broken)
  }
}

/** A connection that is lost in the middle says so twice: the query under way rejects, and this event would end us. */
function heardAlready(): void {}

/** No answer came in time (see client.ts): nothing that is sent after it would be answered. */
function isDead(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout'
}

/** Rolls back; gives the error back when the connection is past saving. */
async function rollback(tx: Tx): Promise<Error | undefined> {
  try {
    await tx.query('ROLLBACK')
    return undefined
  } catch (error) {
    return error as Error
  }
}
