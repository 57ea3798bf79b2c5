import { isAscii, isUtf8 } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'
import { type Decode, decoderOf } from './encodings/decoder'

const pieceBytes = 64 * 1024

export type TextOptions = {
  signal?: AbortSignal | undefined
  pieceBytes?: number
  onNotUtf8?: (bytes: Buffer) => void
}

/**
 * The text of a file, piece by piece, without its byte order mark. `encoding`: a name of `encodings`. Bytes that
 * the encoding does not have become U+FFFD; `onNotUtf8` hears of them when the encoding is utf-8. Holds one piece.
 */
export async function* textOf(
  path: string,
  encoding: string,
  options: TextOptions = {},
): AsyncGenerator<string> {
  const decode = encoding === 'utf-8' ? utf8Decoder(options.onNotUtf8) : decoderOf(encoding)
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(options.pieceBytes ?? pieceBytes)
    let first = true
    for (;;) {
      options.signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      const text = decode(buffer.subarray(0, bytesRead), bytesRead === 0)
      if (text !== '') {
        yield first && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
        first = false
      }
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
}

/**
 * The same text as UTF-8 bytes, piece by piece; a piece is valid until the next one is asked for. A file in UTF-8 comes
 * as it is: with bytes that are none, if it has such.
 */
export async function* bytesOf(
  path: string,
  encoding: string,
  options: TextOptions = {},
): AsyncGenerator<Buffer> {
  if (encoding !== 'utf-8') {
    for await (const text of textOf(path, encoding, options)) yield Buffer.from(text)
    return
  }
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(options.pieceBytes ?? 2 * pieceBytes)
    for (let at = await markLength(file); ; ) {
      options.signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

/** The length of the byte order mark of a file in UTF-8, if it has one. */
async function markLength(file: FileHandle): Promise<number> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0)
  return bytesRead === 3 && buffer.equals(Buffer.from('\ufeff')) ? 3 : 0
}

/** Faster than any stream decoder: whole characters at a time, plain ASCII as it is. */
function utf8Decoder(onNotUtf8: ((bytes: Buffer) => void) | undefined): Decode {
  let cut: Buffer = Buffer.alloc(0)
  return (bytes, atEnd) => {
    const all = cut.length === 0 ? bytes : Buffer.concat([cut, bytes])
    const end = atEnd ? all.length : wholeCharacters(all)
    cut = Buffer.from(all.subarray(end))
    const whole = all.subarray(0, end)
    if (isAscii(whole)) return whole.toString('latin1')
    if (onNotUtf8 && !isUtf8(whole)) onNotUtf8(Buffer.from(whole))
    return whole.toString('utf8')
  }
}

/** The length of the bytes without a UTF-8 character that is cut at their end. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}
