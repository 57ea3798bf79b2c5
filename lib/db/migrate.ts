import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { newId } from './ids'
import { splitStatements } from './statements'

/** One folder of prisma/migrations. */
export type Migration = { name: string; script: string; checksum: string }

const folderDefault = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The lock `prisma migrate` takes, so that the two never run at once. */
const migrateLock = 72_707_369

/** The migrations of a folder in the order they apply. `checksum` is what Prisma records: SHA-256 of the file, hex. */
export async function readMigrations(folder = folderDefault): Promise<Migration[]> {
  const found = await readdir(folder, { withFileTypes: true })
  const names = found.filter((one) => one.isDirectory()).map((one) => one.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}

/**
 * Brings a database to the newest migration and gives back the names of those applied now. Each runs in one
 * transaction with its entry in `_prisma_migrations`, one statement per round trip (Citus refuses strings of
 * several). Throws, changing nothing more, when one fails or an applied one no longer is what it was.
 */
export async function migrate(databaseUrl: string, migrations?: Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations())
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the query under way rejects with it
  await client.connect()
  try {
    const applied: string[] = []
    for (const migration of wanted) if (await applyOnce(client, migration)) applied.push(migration.name)
    return applied
  } finally {
    await client.end()
  }
}

async function applyOnce(client: pg.Client, migration: Migration): Promise<boolean> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrateLock])
    await client.query(createLedger)
    const fresh = !(await wasApplied(client, migration))
    if (fresh) await apply(client, migration)
    await client.query('COMMIT')
    return fresh
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function apply(client: pg.Client, { name, script, checksum }: Migration): Promise<void> {
  const statements = splitStatements(script)
  for (const statement of statements) {
    await client.query(statement).catch((cause: Error) => {
      throw new Error(`Migration ${name} failed: ${cause.message}\n${statement}`, { cause })
    })
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), now(), 1)`,
    [newId(), checksum, name],
  )
}

async function wasApplied(client: pg.Client, { name, checksum }: Migration): Promise<boolean> {
  const { rows } = await client.query<{ checksum: string; finished: boolean }>(
    `SELECT checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE migration_name = $1 AND rolled_back_at IS NULL`,
    [name],
  )
  if (rows.some((row) => !row.finished)) {
    throw new Error(
      `Migration ${name} was begun by another tool and never finished. Mend the database, then "prisma migrate resolve".`,
    )
  }
  if (rows.some((row) => row.checksum !== checksum)) {
    throw new Error(
      `Migration ${name} was changed after it had been applied to this database. Put the file back as it was and write a new migration.`,
    )
  }
  return rows.length > 0
}

/** Prisma's own table, as `prisma migrate deploy` makes it. */
const createLedger = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`
