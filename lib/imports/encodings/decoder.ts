import iconv from 'iconv-lite'
import { escaped, unescapeBytes } from './escapes'
import { composeHangul } from './hangul'
import { eucCharacter, shiftCharacter } from './jis-x-0213'
import { johabCharacter } from './johab'

/** Bytes to text, piece by piece; what is cut at the end of a piece comes with the next, or with `atEnd`. */
export type Decode = (bytes: Buffer, atEnd: boolean) => string

/**
 * A decoder for an encoding of `encodings`. Bytes that the encoding does not have become U+FFFD; a byte order mark
 * stays. Throws for an encoding that nobody knows.
 */
export function decoderOf(encoding: string): Decode {
  const escapes = escaped[encoding]
  if (escapes) {
    const toBytes = unescapeBytes(escapes)
    const decode = decoderOf(escapes.readAs)
    return (bytes, atEnd) => decode(toBytes(bytes, atEnd), atEnd)
  }
  const characters = inCharacters[encoding]
  if (characters) return characterDecoder(characters)
  if (encoding !== 'euc-kr') return tableDecoder(encoding)
  const decode = tableDecoder('cp949')
  const compose = composeHangul()
  return (bytes, atEnd) => compose(decode(bytes, atEnd), atEnd)
}

/** The whole of some bytes as text, without a byte order mark. */
export function decodeAll(bytes: Buffer, encoding: string): string {
  const text = decoderOf(encoding)(bytes, true)
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** A piece of this many bytes without a space or line break is no table; it is decoded as it comes. */
const cutBytesMax = 1 << 20
const multiByte = /^(shift_jis|euc|gb|big5|cp949)/

function tableDecoder(encoding: string): Decode {
  if (multiByte.test(encoding)) return multiByteDecoder(encoding)
  const decoder = iconv.getDecoder(encoding, { stripBOM: false })
  return (bytes, atEnd) => {
    const text = decoder.write(bytes)
    return atEnd ? text + (decoder.end() ?? '') : text
  }
}

/**
 * Whole characters at a time: iconv-lite loses one where a broken character lies between two pieces. No byte below
 * 0x30 is part of another character in any of these encodings.
 */
function multiByteDecoder(encoding: string): Decode {
  let cut: Buffer = Buffer.alloc(0)
  return (bytes, atEnd) => {
    const all = cut.length === 0 ? bytes : Buffer.concat([cut, bytes])
    const isWhole = atEnd || all.length > cutBytesMax
    const end = isWhole ? all.length : all.findLastIndex((byte) => byte < 0x30) + 1
    cut = Buffer.from(all.subarray(end))
    return iconv.decode(all.subarray(0, end), encoding, { stripBOM: false })
  }
}

/** How a code begins, and which character it is: `null` when there is none. ASCII is itself everywhere. */
type Characters = { length: (first: number) => number; character: (code: readonly number[]) => string | null }

const halfWidthKana = (byte: number) =>
  byte > 0xa0 && byte < 0xe0 ? String.fromCharCode(0xfec0 + byte) : null

const inCharacters: Record<string, Characters> = {
  johab: {
    length: () => 2,
    character: ([first = 0, second = 0]) => johabCharacter(first, second),
  },
  shift_jisx0213: {
    length: (first) => (halfWidthKana(first) || first === 0x80 || first === 0xa0 || first > 0xfc ? 1 : 2),
    character: ([first = 0, second]) =>
      second === undefined ? halfWidthKana(first) : shiftCharacter(first, second),
  },
  'euc-jisx0213': {
    length: (first) => (first === 0x8f ? 3 : first === 0x8e || first > 0xa0 ? 2 : 1),
    character: ([first = 0, second = 0, third]) => {
      if (third !== undefined) return eucCharacter(2, second, third)
      return first === 0x8e ? halfWidthKana(second) : eucCharacter(1, first, second)
    },
  },
}

function characterDecoder({ length, character }: Characters): Decode {
  let code: number[] = []
  return (bytes, atEnd) => {
    let text = ''
    for (const byte of bytes) {
      if (code.length === 0 && byte < 0x80) {
        text += String.fromCharCode(byte)
        continue
      }
      code.push(byte)
      if (code.length < length(code[0] ?? 0)) continue
      const found = character(code)
      // What no code ends with is a character of its own, so that a line break or delimiter is not lost.
      text += found ?? (byte < 0x80 ? `\ufffd${String.fromCharCode(byte)}` : '\ufffd')
      code = []
    }
    if (atEnd && code.length > 0) text += '\ufffd'
    if (atEnd) code = []
    return text
  }
}
