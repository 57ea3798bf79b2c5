import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { pool } from '../lib/db/client'
import { newId } from '../lib/db/ids'
import { copyColumns, writeCopyFile } from './lead-data'
import { median } from './median'
import { rested } from './rested'

/**
 * The limit: plain COPY of the same leads, already encoded, streamed from a file over one connection into a table
 * with the columns and indexes of `leads`. Measured several times among what is compared with it.
 */
export class CopyLimit {
  readonly #path: string
  readonly #seconds: number[] = []

  private constructor(path: string) {
    this.#path = path
  }

  static async of(rows: number, folder: string): Promise<CopyLimit> {
    const path = join(folder, `${rows}.copy`)
    await writeCopyFile(path, rows, newId())
    const limit = new CopyLimit(path)
    await limit.time() // warms up
    limit.#seconds.length = 0
    return limit
  }

  async time(): Promise<void> {
    this.#seconds.push(await rested(() => timeCopy(this.#path)))
  }

  /** The median of its times. */
  seconds(): number {
    return median(this.#seconds)
  }

  async remove(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

async function timeCopy(path: string): Promise<number> {
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
  }
}

/** Puts `count` leads into an account by COPY, as an import of long ago would have left them. */
export async function fillAccount(accountId: string, count: number, folder: string): Promise<void> {
  const path = join(folder, 'fill.copy')
  await writeCopyFile(path, count, accountId, smallest)
  const client = await pool().connect()
  try {
    await pipeline(createReadStream(path), client.query(copyFrom(`COPY leads (${copyColumns}) FROM STDIN`)))
    await client.query('UPDATE accounts SET lead_count = lead_count + $2 WHERE id = $1', [accountId, count])
  } finally {
    client.release()
    await rm(path, { force: true })
  }
}

/** Numbers of leads that no bench file has. */
const smallest = 10_000_000
