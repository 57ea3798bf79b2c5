import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDatabase } from './client'
import { createDatabase } from './create-database'
import { templateDatabase } from './test-server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the throw-away server's maintenance database, and a folder that goes with it. */
    testServer: { url: string; folder: string }
  }
}

/**
 * Gives the test file that calls it (at its top) a migrated, empty database and data folder of its own: sets
 * DATABASE_URL and FAIRLEAD_DATA before the first test, so `db()`, `pool()` and `transaction()` work on it.
 * The names of files that call this make up the "db" project of vitest.config.ts.
 */
export function testDatabase(): void {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  let data: string | undefined
  beforeAll(async () => {
    const { url, folder } = inject('testServer')
    await createDatabase(url, name, templateDatabase)
    data = await mkdtemp(join(folder, 'data-'))
    process.env.DATABASE_URL = withDatabase(url, name)
    process.env.FAIRLEAD_DATA = data
  })
  afterAll(async () => {
    await closeDatabase()
    await dropDatabase(inject('testServer').url, name)
    if (data) await rm(data, { recursive: true, force: true })
  })
}

/** The same server, another database. */
export function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)
  await client.end()
}
