import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { pool } from '../lib/db/client'
import { newId } from '../lib/db/ids'
import { copyColumns, writeCopyFile } from './lead-data'

/**
 * The limit: plain COPY of the same leads, already encoded, streamed from a file over one connection into a table
 * with the columns and indexes of `leads`. Seconds.
 */
export async function timeCopy(count: number): Promise<number> {
  const path = join(tmpdir(), `fairlead-copy-${process.pid}.txt`)
  await writeCopyFile(path, count, newId())
  const client = await pool().connect()
  try {
    await client.query('CREATE TABLE leads_copied (LIKE leads INCLUDING ALL)')
    const start = performance.now()
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 18 }),
      client.query(copyFrom(`COPY leads_copied (${copyColumns}) FROM STDIN`)),
    )
    return (performance.now() - start) / 1000
  } finally {
    await client.query('DROP TABLE IF EXISTS leads_copied')
    client.release()
    await rm(path, { force: true })
  }
}
