import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { createDatabase } from '../lib/db/create-database'
import { type EmbeddedServer, joinEmbeddedServer } from '../lib/db/embedded-server'
import { migrate } from '../lib/db/migrate'
import { ensureSecrets } from '../lib/db/secrets'
import { env } from '../lib/env'

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))

export type Environment = {
  /** Also in process.env. */
  databaseUrl: string
  /** The PostgreSQL that comes with npm is used; nobody set DATABASE_URL. */
  embedded: boolean
  /** Folder outside the checkout that holds its data, when its user cannot reach the checkout. */
  shelter: string | null
  /** Migrations applied just now. */
  applied: string[]
  /** Lets go of the embedded server; stops it when nobody else uses it. */
  close(): Promise<void>
}

const embeddedDatabase = 'fairlead'

/**
 * Makes this process able to work: settings from `.env`, generated secrets, a running, migrated database. Sets
 * DATABASE_URL, BETTER_AUTH_SECRET, EMAIL_HASH_KEY, FAIRLEAD_DATA and FAIRLEAD_URL in process.env; what the environment
 * gives wins. Writes nothing to standard output. Throws a sentence when the database cannot be reached.
 */
export async function openEnvironment(): Promise<Environment> {
  const data = readSettings()
  const { secrets, made } = await ensureSecrets(data)
  Object.assign(process.env, secrets)
  const given = process.env.DATABASE_URL
  if (given && made)
    say(`Secrets were made in ${data}/secrets.json. Machines that share a database need the same ones.`)
  if (given) {
    env() // throws a sentence for each wrong variable
    return openGiven(given)
  }
  const server = await joinEmbeddedServer(embeddedFolder(data))
  return openEmbedded(server).catch(async (error: unknown) => {
    await server.leave()
    throw error
  })
}

/** Where the embedded server of a data folder lives. */
export function embeddedFolder(data: string): string {
  return join(data, 'postgres')
}

/** Reads `.env`, makes FAIRLEAD_DATA absolute and tells FAIRLEAD_URL by PORT; gives that folder back. */
export function readSettings(): string {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const data = resolve(root, process.env.FAIRLEAD_DATA || '.fairlead')
  process.env.FAIRLEAD_DATA = data
  const { PORT = '' } = process.env
  process.env.FAIRLEAD_URL ||= `http://localhost:${/^\d{1,5}$/.test(PORT) ? PORT : 3000}`
  return data
}

async function openEmbedded(server: EmbeddedServer): Promise<Environment> {
  await createDatabase(server.url('postgres'), embeddedDatabase)
  const databaseUrl = server.url(embeddedDatabase)
  process.env.DATABASE_URL = databaseUrl
  env() // throws a sentence for each wrong variable
  const applied = await migrate(databaseUrl)
  await seedWhenEmpty(databaseUrl)
  return {
    databaseUrl,
    embedded: true,
    shelter: server.shelter,
    applied,
    close: async () => void (await server.leave()),
  }
}

const seedLock = 5_274_311

/** Makes the demo account in a database that has no account yet. */
async function seedWhenEmpty(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    if (await hasAccount(client)) return
    await client.query('SELECT pg_advisory_lock($1)', [seedLock]) // another process may be at it
    if (await hasAccount(client)) return
    const { seed } = await import('../prisma/seed')
    await seed()
  } finally {
    await client.end()
  }
}

async function hasAccount(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM accounts LIMIT 1')
  return rowCount === 1
}

async function openGiven(databaseUrl: string): Promise<Environment> {
  await checkServer(databaseUrl)
  const applied = await migrate(databaseUrl)
  return { databaseUrl, embedded: false, shelter: null, applied, close: async () => {} }
}

async function checkServer(databaseUrl: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error('DATABASE_URL must look like postgres://user:password@host:5432/database.')
  }
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the query under way rejects with it
  let version: number
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    )
    version = rows[0]?.version ?? 0
  } catch (cause) {
    const why = cause instanceof Error ? cause.message || String(cause) : String(cause)
    throw new Error(
      `The database that DATABASE_URL names cannot be used: ${why || 'nobody answers there'}. Mend DATABASE_URL, or remove it to use the embedded PostgreSQL.`,
      { cause },
    )
  } finally {
    await client.end().catch(() => {})
  }
  if (version < 150_000) {
    throw new Error(`Fairlead needs PostgreSQL 15 or newer; DATABASE_URL names version ${version / 10_000}.`)
  }
}

/** For people, on standard error: standard output is for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
