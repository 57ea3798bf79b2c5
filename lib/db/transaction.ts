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
  let broken: Error | undefined
  try {
    await tx.query('BEGIN')
    const value = await work(tx)
    await tx.query('COMMIT')
    return value
  } catch (error) {
    broken = await rollback(tx)
    throw error
  } finally {
    tx.release(broken)
  }
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
