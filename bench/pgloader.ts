import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pool } from '../lib/db/client'
import { newId } from '../lib/db/ids'

const run = promisify(execFile)

/**
 * pgloader with the same CSV into a table with the indexes of `leads`, as plain as it likes it: a text column for each
 * made-up field and for the status. No rules, no look-ups, no ledger. Seconds; null where it is not installed.
 */
export async function timePgloader(csv: string, folder: string): Promise<number | null> {
  if (!(await isInstalled())) return null
  const script = join(folder, 'pgloader.load')
  try {
    await pool().query(`CREATE TABLE leads_loaded (LIKE leads INCLUDING ALL);
      ALTER TABLE leads_loaded ALTER COLUMN account_id SET DEFAULT '${newId()}', ALTER COLUMN id SET DEFAULT gen_random_uuid(),
        ALTER COLUMN email_status DROP DEFAULT, ALTER COLUMN email_status TYPE text, ALTER COLUMN email_status DROP NOT NULL, DROP COLUMN custom,
        ADD COLUMN city text, ADD COLUMN country text, ADD COLUMN website text`)
    await writeFile(script, scriptFor(csv), { mode: 0o600 })
    const start = performance.now()
    await run('pgloader', ['--quiet', '--on-error-stop', script], { maxBuffer: 1 << 26 })
    const seconds = (performance.now() - start) / 1000
    const { rows } = await pool().query<{ some: boolean }>('SELECT EXISTS (SELECT FROM leads_loaded) AS some')
    if (!rows[0]?.some) throw new Error('pgloader loaded nothing.')
    return seconds
  } finally {
    await pool().query('DROP TABLE IF EXISTS leads_loaded')
    await rm(script, { force: true })
  }
}

async function isInstalled(): Promise<boolean> {
  try {
    await run('pgloader', ['--version'])
    return true
  } catch {
    return false
  }
}

function scriptFor(csv: string): string {
  const columns = 'email, first_name, last_name, company, title, phone, email_status, city, country, website'
  return `LOAD CSV FROM '${csv}' (${columns})
    INTO ${process.env.DATABASE_URL}
    TARGET TABLE leads_loaded (${columns})
    WITH skip header = 1, fields optionally enclosed by '"', fields escaped by double-quote, fields terminated by ','
    SET client_encoding TO 'utf8';\n`
}
