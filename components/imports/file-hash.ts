import { sha256 } from '@noble/hashes/sha2.js'

const sliceBytes = 1_000_000

/**
 * The SHA-256 of a file in hex, read slice by slice: a file of 1 GB takes a few seconds and no memory. (The browser's
 * own crypto wants the whole file at once.) Throws when the file cannot be read, or the signal fires.
 */
export async function fileHash(file: Blob, signal: AbortSignal): Promise<string> {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += sliceBytes) {
    signal.throwIfAborted()
    hash.update(new Uint8Array(await file.slice(at, at + sliceBytes).arrayBuffer()))
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
