import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { env } from '../env'

/** Where the file of an export lies. The name is ours (a UUID), never a person's. */
export function exportPath(id: string): string {
  return path.join(folder(), `${id}.csv`)
}

/**
 * Writes the file of an export: whole and flushed, or not there at all. `part` keeps workers apart that write the same
 * one. Gives its size in bytes.
 */
export async function storeExport(id: string, part: number, text: AsyncIterable<string>): Promise<number> {
  await mkdir(folder(), { recursive: true })
  const written = path.join(folder(), `${id}.${part}.part`)
  try {
    await pipeline(Readable.from(text), createWriteStream(written, { mode: 0o600 }))
    await flush(written)
    await rename(written, exportPath(id))
  } catch (error) {
    await rm(written, { force: true })
    throw error
  }
  return (await stat(exportPath(id))).size
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function removeExportFile(id: string): Promise<void> {
  await rm(exportPath(id), { force: true })
}

/** Removes files that were last written before then: what a killed worker or a deleted account left. */
export async function removeOldExports(before: Date): Promise<number> {
  const names = await readdir(folder()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  let removed = 0
  for (const name of names) {
    const file = path.join(folder(), name)
    const found = await stat(file).catch(() => null) // removed meanwhile
    if (!found || found.mtime >= before) continue
    await rm(file, { force: true })
    removed++
  }
  return removed
}

function folder(): string {
  return path.resolve(env().FAIRLEAD_DATA, 'exports')
}
