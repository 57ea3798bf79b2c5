import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { pool } from './client'
import { modelStructure } from './prisma-models'
import { readStructure } from './structure'
import { testDatabase } from './test-database'

testDatabase()

const wanted = async () => modelStructure(await readFile('prisma/schema.prisma', 'utf8'))

test('schema.prisma and the migrated database say the same', async () => {
  const models = await wanted()
  expect(Object.keys(models.tables).length).toBeGreaterThan(15)
  expect(await readStructure(pool())).toEqual(models)
})

test.each([
  'ALTER TABLE leads ADD nickname text',
  'ALTER TABLE leads ALTER company DROP NOT NULL',
  'ALTER TABLE leads ALTER company DROP DEFAULT',
  'ALTER TABLE files ALTER bytes TYPE integer',
  'ALTER TABLE users ALTER created_at TYPE timestamptz(6)',
  'ALTER TABLE members DROP CONSTRAINT members_pkey',
  'DROP INDEX leads_account_id_email_key',
  'DROP INDEX imports_status_lease_until_idx',
  'ALTER TABLE imports DROP CONSTRAINT imports_account_id_file_id_fkey',
  'CREATE TABLE more (a int PRIMARY KEY)',
  "ALTER TYPE plan RENAME VALUE 'trial' TO 'free'",
])('a database after %s has drifted', async (statement) => {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query(statement)
    expect(await readStructure(client)).not.toEqual(await wanted())
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test("CHECKs and partial indexes are the database's own", async () => {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query("CREATE INDEX ON leads (account_id) WHERE company = ''")
    await client.query("ALTER TABLE leads ADD CHECK (company <> 'x')")
    expect(await readStructure(client)).toEqual(await wanted())
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
