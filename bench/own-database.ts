import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeDatabase } from '../lib/db/client'
import { migrate } from '../lib/db/migrate'
import { readEnvAgain } from '../lib/env'

/** Creates a migrated database beside the one in DATABASE_URL, points this process at it, and drops it in the end. */
export async function onDatabaseOfItsOwn(work: (folder: string) => Promise<void>): Promise<void> {
  const given = process.env.DATABASE_URL
  if (!given) throw new Error('DATABASE_URL is not set.')
  const name = `fairlead_bench_${randomBytes(4).toString('hex')}`
  const url = new URL(given)
  url.pathname = `/${name}`
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-bench-'))
  const admin = new pg.Client({ connectionString: given })
  await admin.connect()
  try {
    await admin.query(`CREATE DATABASE ${name}`)
    await migrate(url.href)
    process.env.DATABASE_URL = url.href
    process.env.FAIRLEAD_DATA = folder
    await closeDatabase() // what was opened before is on the other database
    readEnvAgain()
    await work(folder)
  } finally {
    await closeDatabase()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    await rm(folder, { recursive: true, force: true })
  }
}
