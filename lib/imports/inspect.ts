import { open } from 'node:fs/promises'
import { done, type Result, refused } from '../result'
import { detectLayout } from './detect'
import { decodeAll } from './encodings/decoder'
import { guessEightBit, guessEncoding } from './encodings/guess'
import { isEncoding } from './encodings/list'
import type { Chosen, FileFacts } from './file-facts'
import type { FileLimits } from './file-row'
import { sizeText } from './file-size'
import { notATable } from './not-a-table'
import { recordsOf } from './read'
import { RowCount } from './row-count'

/** Bytes by which encoding and delimiter are guessed. */
const headBytes = 128 * 1024

/**
 * Reads a file once, from end to end, with the parser every later reading uses, and says what it is: encoding,
 * delimiter, header, how many rows. Refused, as a sentence that says what to do: what is not a table, and what is
 * beyond the limits. A file without rows below its header, or without an email column, is not refused here.
 * @param chosen how a person wants it read; what is left out is guessed
 */
export async function inspectFile(
  path: string,
  limits: FileLimits,
  chosen: Chosen = {},
): Promise<Result<FileFacts>> {
  if (chosen.encoding !== undefined && !isEncoding(chosen.encoding))
    return refused(`There is no encoding “${chosen.encoding}”.`)
  const { head, bytes } = await readHead(path)
  if (bytes > limits.bytesMax)
    return refused(
      `The file is ${sizeText(bytes)}. The most is ${sizeText(limits.bytesMax)}. Split it into smaller files.`,
    )
  const encoding = chosen.encoding ?? guessEncoding(head)
  const reason = notATable(head, encoding)
  if (reason) return refused(reason)
  const start = { head, isWhole: head.length === bytes }
  const counted = await countRows(path, start, encoding, { limits, chosen })
  if (!Buffer.isBuffer(counted)) return counted
  const again = await countRows(path, start, guessEightBit(counted), { limits, chosen })
  if (Buffer.isBuffer(again)) throw new Error('No encoding of eight bits is UTF-8.')
  return again
}

async function readHead(path: string): Promise<{ head: Buffer; bytes: number }> {
  const file = await open(path, 'r')
  try {
    const { size: bytes } = await file.stat()
    const buffer = Buffer.alloc(Math.min(headBytes, bytes))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { head: buffer.subarray(0, bytesRead), bytes }
  } finally {
    await file.close()
  }
}

/** The facts, with the encoding taken for granted; the bytes around it when it is utf-8 and a byte further down is not. */
async function countRows(
  path: string,
  { head, isWhole }: { head: Buffer; isWhole: boolean },
  encoding: string,
  { limits, chosen }: { limits: FileLimits; chosen: Chosen },
): Promise<Result<FileFacts> | Buffer> {
  const isSure = chosen.encoding !== undefined || (head[0] === 0xef && head[1] === 0xbb)
  const text = decodeAll(head, encoding)
  const layout = detectLayout({ text, isWhole, rowCharsMax: limits.rowCharsMax }, chosen)
  const { delimiter, hasHeader } = layout
  const count = new RowCount(limits, layout, chosen)
  let notUtf8: Buffer | null = null
  const onNotUtf8 = isSure ? undefined : (bytes: Buffer) => (notUtf8 ??= bytes)
  for await (const records of recordsOf(path, { encoding, delimiter }, { limits, onNotUtf8 })) {
    if (notUtf8) return notUtf8
    const refusal = count.add(records)
    if (refusal) return refused(refusal)
  }
  const counted = count.end()
  if (typeof counted === 'string') return refused(counted)
  return done({ encoding, delimiter, hasHeader, ...counted, chosen, sheet: null })
}
