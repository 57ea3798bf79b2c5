import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'

/** What keeps a spreadsheet file from being read, as a sentence for people. */
export class SpreadsheetRefused extends Error {}

export const damaged = () =>
  new SpreadsheetRefused('The file is damaged. Open it in Excel, save it again and choose it again.')

export type ZipEntry = { name: string; method: number; packed: number; bytes: number; at: number }

const entriesMax = 10_000
const ratioMax = 100
/** What is smaller unpacked does no harm, however well it is packed. */
const harmlessBytes = 10_000_000
const tailBytes = 65_557

/**
 * The files in a zip archive, by its directory; nothing is unpacked. Throws SpreadsheetRefused where it is no sound
 * archive, is protected, or would be larger than `unzippedBytesMax` or a hundred times its size when unpacked.
 */
export async function zipEntries(path: string, unzippedBytesMax: number): Promise<Map<string, ZipEntry>> {
  const file = await open(path, 'r')
  try {
    const directory = await readDirectory(file)
    const entries = new Map<string, ZipEntry>()
    let total = 0
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
      const { entry, length, isEncrypted } = entryAt(directory, at)
      if (isEncrypted) throw new SpreadsheetRefused(protectedSentence)
      total += entry.bytes
      if (entries.size >= entriesMax || total > unzippedBytesMax || isBomb(entry)) throw tooLarge()
      entries.set(entry.name, entry)
      at += length
    }
    return entries
  } finally {
    await file.close()
  }
}

export const protectedSentence =
  'The file is protected with a password. Remove the password and choose it again.'

const tooLarge = () =>
  new SpreadsheetRefused('The file is too large when unpacked. Save the sheet as CSV and choose it again.')

function isBomb({ packed, bytes }: ZipEntry): boolean {
  return bytes > harmlessBytes && bytes > packed * ratioMax
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat()
  const tail = Buffer.alloc(Math.min(tailBytes, size))
  await file.read(tail, 0, tail.length, size - tail.length)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > tail.length) throw damaged()
  const length = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (at + length > size) throw damaged()
  const directory = Buffer.alloc(length)
  await file.read(directory, 0, length, at)
  return directory
}

function entryAt(directory: Buffer, at: number) {
  const nameLength = directory.readUInt16LE(at + 28)
  const entry: ZipEntry = {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    packed: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    at: directory.readUInt32LE(at + 42),
  }
  const length = 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  return { entry, length, isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1 }
}

/** The bytes of a file in the archive, never more than its directory says. */
export async function* unzipped(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  const start = await dataStart(path, entry)
  if (entry.packed === 0) return
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 })
  const inflate = createInflateRaw()
  const bytes =
    entry.method === 0 ? packed : packed.on('error', (error) => inflate.destroy(error)).pipe(inflate)
  let seen = 0
  try {
    for await (const piece of bytes) {
      seen += (piece as Buffer).length
      if (seen > entry.bytes) throw damaged()
      yield piece as Buffer
    }
  } catch (error) {
    const isBroken = error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
    throw isBroken ? damaged() : error
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

async function dataStart(path: string, { at, method }: ZipEntry): Promise<number> {
  if (method !== 0 && method !== 8) throw damaged()
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(30)
    const { bytesRead } = await file.read(head, 0, 30, at)
    if (bytesRead < 30 || head.readUInt32LE(0) !== 0x04034b50) throw damaged()
    return at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  } finally {
    await file.close()
  }
}
