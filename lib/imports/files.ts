import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileId } from '../db/ids'
import { env } from '../env'
import type { FileFacts } from './file-facts'
import { type TableFile, textPath } from './inspect-table'

/** Where a received file lies. The name is ours (a UUID), never the person's. */
export function filePath(fileId: FileId): string {
  return path.join(filesFolder(), fileId)
}

/** A received file, with the place for its sheets. */
export function tableFile(fileId: FileId): TableFile {
  return { path: filePath(fileId), sheetsFolder: `${filePath(fileId)}.sheets` }
}

/** Where the rows of a received file are read from: the file, or the sheet of it that was chosen. */
export function rowsPath(fileId: FileId, facts: Pick<FileFacts, 'sheet'>): string {
  return textPath(tableFile(fileId), facts)
}

export async function fileExists(fileId: FileId): Promise<boolean> {
  return access(filePath(fileId)).then(
    () => true,
    () => false,
  )
}

/** Whether a received file lies there, as long as it was when it came. */
export async function fileIsWhole(fileId: FileId, bytes: number): Promise<boolean> {
  return stat(filePath(fileId)).then(
    ({ size }) => size === bytes,
    () => false,
  )
}

export async function removeFile(fileId: FileId): Promise<void> {
  await rm(filePath(fileId), { force: true })
  await rm(tableFile(fileId).sheetsFolder, { force: true, recursive: true })
}

/** Thrown by storeFile when more bytes arrive than a file may have; nothing is kept. */
export class FileTooLarge extends Error {}

/** Whether writing failed because there is no room left, or no more of it for us. */
export function isDiskFull(error: unknown): boolean {
  const { code } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
}

/**
 * Streams bytes to disk under the file's id: complete, hashed and flushed, or not there at all.
 * @throws FileTooLarge; and whatever the stream or the disk throws
 */
export async function storeFile(
  fileId: FileId,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  await mkdir(filesFolder(), { recursive: true })
  const part = `${filePath(fileId)}.part`
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      size += chunk.length
      hash.update(chunk)
      callback(size > env().LIMIT_FILE_BYTES ? new FileTooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(bytes, measure, createWriteStream(part, { flags: 'wx', mode: 0o600 }))
    await flush(part)
    await rename(part, filePath(fileId))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return { bytes: size, sha256: hash.digest('hex') }
}

/**
 * Takes over a file that has arrived at `place`: measured, hashed, flushed, and then under the file's id.
 * Called again after a stop in the middle it goes on where it was.
 */
export async function adoptFile(fileId: FileId, place: string): Promise<{ bytes: number; sha256: string }> {
  if (await fileExists(fileId)) return measured(filePath(fileId))
  await mkdir(filesFolder(), { recursive: true })
  const found = await measured(place)
  await chmod(place, 0o600)
  await flush(place)
  await rename(place, filePath(fileId))
  return found
}

async function measured(place: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(place, { highWaterMark: 1 << 20 })) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Where received files lie. */
export function filesFolder(): string {
  return path.resolve(env().FAIRLEAD_DATA, 'files')
}
