import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { wholeCharacters } from '../file-text'
import { decodeAll } from './decoder'
import type { EncodingName } from './list'
import { guessOneByte } from './one-byte'

/**
 * The encoding of a file by its first bytes: byte order mark, else escapes of seven bits, else UTF-8 when they are
 * that, else UTF-16 when every other byte is zero, else what fits the bytes best among the encodings of eight bits.
 */
export function guessEncoding(head: Buffer): EncodingName {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (isAscii(head)) return escapesOf(head) ?? 'utf-8'
  const whole = head.subarray(0, wholeCharacters(head))
  return zeroBytes(head) ?? (isUtf8(whole) ? 'utf-8' : guessEightBit(head))
}

function escapesOf(head: Buffer): EncodingName | null {
  if (head.includes('\x1b$)C', 0, 'latin1')) return 'iso-2022-kr'
  const japanese = ['\x1b$B', '\x1b$@', '\x1b(J', '\x1b(I']
  if (japanese.some((start) => head.includes(start, 0, 'latin1'))) return 'iso-2022-jp'
  const chinese = head.toString('latin1').match(/~\{([!-w][!-~])+~\}/g)
  return chinese?.every((run) => !decodeAll(Buffer.from(run), 'hz').includes('\ufffd')) ? 'hz' : null
}

function zeroBytes(head: Buffer): EncodingName | null {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  const half = head.length / 2
  if (odd > 0.4 * half && even < 0.1 * half) return 'utf-16le'
  if (even > 0.4 * half && odd < 0.1 * half) return 'utf-16be'
  return null
}

/** The names chardet has for the encodings of the East; a second one has characters that the first has not. */
const asiatic: Record<string, EncodingName[]> = {
  Shift_JIS: ['shift_jis', 'shift_jisx0213'],
  'EUC-JP': ['euc-jp', 'euc-jisx0213'],
  'EUC-KR': ['euc-kr', 'cp949'],
  Big5: ['big5', 'big5-hkscs'],
  GB18030: ['gb18030'],
}
const confidenceMin = 30
/** A letter of the East stands beside its like; an accent in a western name mostly stands alone. */
const neighboursMin = 0.5

const judgedBytes = 16 * 1024

/** Which encoding of eight bits fits bytes that are not UTF-8. */
export function guessEightBit(bytes: Buffer): EncodingName {
  const telling = tellingLines(bytes)
  const neighbours = shareWithNeighbour(telling)
  if (neighbours >= neighboursMin)
    for (const { name, confidence } of analyse(telling)) {
      if (confidence < confidenceMin) continue
      const fits = asiatic[name]?.find((one) => !notText.test(decodeAll(telling, one)))
      if (fits) return fits
    }
  return guessOneByte(telling)
}

/** The lines that hold a byte beyond ASCII: the others say nothing. */
function tellingLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = []
  let length = 0
  for (let at = 0; at < bytes.length && length < judgedBytes; ) {
    const lf = bytes.indexOf(0x0a, at)
    const end = lf === -1 || lf - at > judgedBytes ? Math.min(bytes.length, at + judgedBytes) : lf + 1
    const line = bytes.subarray(at, end)
    at = end
    const isCut = lf === -1 && lines.length > 0
    if (isAscii(line) || isCut) continue
    lines.push(line)
    length += line.length
  }
  return Buffer.concat(lines)
}

function shareWithNeighbour(bytes: Buffer): number {
  let high = 0
  let beside = 0
  const isHigh = (i: number) => (bytes[i] ?? 0) > 0x7f
  for (let i = 0; i < bytes.length; i++) {
    if (!isHigh(i)) continue
    high++
    if (isHigh(i - 1) || isHigh(i + 1)) beside++
  }
  return high === 0 ? 0 : beside / high
}

const notText = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/u
