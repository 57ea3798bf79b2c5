import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { FileFacts } from '../../lib/imports/file-facts'
import { inspectFile } from '../../lib/imports/inspect'
import { fileLimits } from '../../lib/imports/limits'
import { orFail } from './who'

/** Reads a file where it lies, for a dry run: nothing is stored. */
export async function inspected(file: string): Promise<{ facts: FileFacts; bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const facts = orFail(await inspectFile(file, fileLimits()))
  return { facts, bytes: (await stat(file)).size, sha256: hash.digest('hex') }
}
