import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { pool } from './client'
import { createDatabase } from './create-database'
import { type Migration, migrate, readMigrations } from './migrate'
import { testDatabase, withDatabase } from './test-database'

testDatabase()

const migration = (name: string, script: string): Migration => ({
  name,
  script,
  checksum: `sum of ${name}`,
})
const one = migration('1_one', "CREATE TABLE one (a text DEFAULT ';'); INSERT INTO one VALUES ('x')")

let url: string
let client: pg.Client
let made = 0

beforeEach(async () => {
  const name = `migrate_${process.pid}_${++made}`
  await createDatabase(inject('testServer').url, name)
  url = withDatabase(inject('testServer').url, name)
  client = new pg.Client({ connectionString: url })
  await client.connect()
})

afterEach(() => client.end())

async function recorded(): Promise<string[]> {
  const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')
  return rows.map((row: { migration_name: string }) => row.migration_name)
}

test('applies each migration once and records it', async () => {
  expect(await migrate(url, [one])).toEqual(['1_one'])
  expect(await migrate(url, [one, migration('2_two', 'CREATE TABLE two ()')])).toEqual(['2_two'])
  expect(await migrate(url, [one])).toEqual([])
  expect(await recorded()).toEqual(['1_one', '2_two'])
  expect((await client.query('SELECT a FROM one')).rows).toEqual([{ a: 'x' }])
})

test('leaves nothing of a migration that fails, and says which statement it was', async () => {
  const bad = migration('2_bad', 'CREATE TABLE two (); SELECT 1/0')
  await expect(migrate(url, [one, bad])).rejects.toThrow(/2_bad failed: division by zero\nSELECT 1\/0/)
  expect(await recorded()).toEqual(['1_one'])
  expect((await client.query("SELECT to_regclass('two') AS two")).rows).toEqual([{ two: null }])
})

test('refuses a migration that was changed after it was applied', async () => {
  await migrate(url, [one])
  const changed = { ...one, checksum: 'another' }
  await expect(migrate(url, [changed])).rejects.toThrow(
    'Migration 1_one was changed after it had been applied',
  )
})

test('refuses to go on after a migration another tool left unfinished', async () => {
  await migrate(url, [one])
  await client.query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(migrate(url, [one])).rejects.toThrow(
    'Migration 1_one was begun by another tool and never finished',
  )
})

test('several processes migrate at once and each migration is applied by one of them', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, [one])))
  expect(applied.flat()).toEqual(['1_one'])
})

test('the template holds every migration with the checksum of its file', async () => {
  const { rows } = await pool().query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY 1',
  )
  const files = await readMigrations()
  expect(rows).toEqual(files.map(({ name, checksum }) => ({ name, checksum })))
})
