import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileFacts } from '../../lib/imports/file-facts'
import { inspectTable, textPath } from '../../lib/imports/inspect-table'
import { tableLimits } from '../../lib/imports/limits'
import { orFail } from './who'

type Inspected = { facts: FileFacts; rowsPath: string; bytes: number; sha256: string }

/** Reads a file where it lies, for a dry run: nothing is stored. `use` may read its rows at `rowsPath`. */
export async function inspected<T>(file: string, use: (seen: Inspected) => Promise<T>): Promise<T> {
  const sheetsFolder = await mkdtemp(path.join(tmpdir(), 'fairlead-sheets-'))
  try {
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    const table = { path: file, sheetsFolder }
    const facts = orFail(await inspectTable(table, tableLimits()))
    const bytes = (await stat(file)).size
    return await use({ facts, rowsPath: textPath(table, facts), bytes, sha256: hash.digest('hex') })
  } finally {
    await rm(sheetsFolder, { recursive: true })
  }
}
