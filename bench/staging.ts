import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { pool } from '../lib/db/client'
import { newId } from '../lib/db/ids'

/**
 * What people do by hand: COPY the CSV into a table of texts, then INSERT … SELECT … ON CONFLICT DO NOTHING into a
 * table with the columns and indexes of `leads`. No rules, no ledger. Seconds.
 */
export async function timeStaging(csv: string): Promise<number> {
  const client = await pool().connect()
  const names = Array.from({ length: 10 }, (_, i) => `c${i + 1}`)
  try {
    await client.query('CREATE TABLE leads_staged (LIKE leads INCLUDING ALL)')
    await client.query(`CREATE TABLE staging (${names.map((name) => `${name} text`).join(', ')})`)
    const start = performance.now()
    await pipeline(
      createReadStream(csv, { highWaterMark: 1 << 18 }),
      client.query(copyFrom('COPY staging FROM STDIN WITH (FORMAT csv, HEADER true)')),
    )
    await client.query(
      `INSERT INTO leads_staged (account_id, id, email, first_name, last_name, company, title, phone, email_status, custom,
                                 import_number, import_row)
       SELECT $1, gen_random_uuid(), lower(c1), c2, c3, c4, c5, c6,
              coalesce(nullif(c7, ''), 'not_verified')::email_status,
              jsonb_build_object('City', c8, 'Country', c9, 'Website', c10), 1, 2
       FROM staging ON CONFLICT DO NOTHING`,
      [newId()],
    )
    return (performance.now() - start) / 1000
  } finally {
    await client.query('DROP TABLE IF EXISTS leads_staged, staging')
    client.release()
  }
}
