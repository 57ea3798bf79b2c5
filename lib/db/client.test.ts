import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { pool } from './client'
import { testDatabase } from './test-database'
import { transaction } from './transaction'

process.env.DATABASE_STATEMENT_SECONDS = '2'
process.env.DATABASE_LOCK_SECONDS = '1'
testDatabase()

test('a statement that takes too long is given up, and its connection is good for the next', async () => {
  await expect(pool().query('SELECT pg_sleep(30)')).rejects.toMatchObject({ code: '57014' })
  expect((await pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})

test('a wait for a lock is given up', async () => {
  await pool().query('CREATE TABLE locked ()')
  await transaction(async (tx) => {
    await tx.query('LOCK TABLE locked')
    await expect(pool().query('SELECT FROM locked')).rejects.toMatchObject({ code: '55P03' })
  })
})

test('a transaction that says nothing loses its connection and its locks; the process and the pool go on', async () => {
  const silent = transaction(async (tx) => {
    await tx.query('LOCK TABLE accounts')
    await pause(3_000)
    await tx.query('SELECT 1')
  })
  await expect(silent).rejects.toThrow(/terminated|not queryable/)
  expect((await pool().query('SELECT FROM accounts')).rowCount).toBe(0)
})
