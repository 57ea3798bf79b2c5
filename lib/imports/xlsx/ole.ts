import { open } from 'node:fs/promises'
import { protectedSentence } from './zip'

const signature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const old = 'This is an old Excel file. Save it as .xlsx or .csv and choose it again.'

/** Why a compound file (old Excel, or a protected new one) cannot be read, as a sentence; null when it is none. */
export async function compoundFileRefusal(path: string, head: Buffer): Promise<string | null> {
  if (!head.subarray(0, 4).equals(signature)) return null
  if (head.length < 512) return old
  const sectorBytes = 1 << Math.min(head.readUInt16LE(30), 16)
  const directoryAt = (head.readUInt32LE(48) + 1) * sectorBytes
  const file = await open(path, 'r')
  try {
    const directory = Buffer.alloc(8 * 512)
    await file.read(directory, 0, directory.length, directoryAt)
    return directory.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? protectedSentence : old
  } finally {
    await file.close()
  }
}
