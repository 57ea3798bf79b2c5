import iconv from 'iconv-lite'
import { syllable } from './hangul'

// Five bits each for lead, vowel and tail; null: none. Undefined: no such code.
const leadOf = [undefined, null, ...range(19)]
const vowelOf = [
  ...[undefined, undefined, null],
  ...[0, 1, 2, 3, 4, undefined, undefined],
  ...[5, 6, 7, 8, 9, 10, undefined, undefined],
  ...[11, 12, 13, 14, 15, 16, undefined, undefined],
  ...[17, 18, 19, 20],
]
const tailOf = [undefined, null, ...range(16, 1), undefined, ...range(11, 17)]
const leadLetters = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const tailLetters = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

/** The character of a two-byte code of Johab; null when there is none. */
export function johabCharacter(first: number, second: number): string | null {
  return first >= 0xd8 ? fromKsX1001(first, second) : hangul((first << 8) | second)
}

function hangul(code: number): string | null {
  const lead = leadOf[(code >> 10) & 31]
  const vowel = vowelOf[(code >> 5) & 31]
  const tail = tailOf[code & 31]
  if (lead === undefined || vowel === undefined || tail === undefined) return null
  if (lead !== null && vowel !== null) return syllable(lead, vowel, tail ?? 0)
  if (lead !== null && tail === null) return leadLetters[lead] ?? null
  if (vowel !== null && tail === null) return String.fromCharCode(0x314f + vowel)
  if (tail !== null && lead === null && vowel === null) return tailLetters[tail - 1] ?? null
  return lead === null && vowel === null && tail === null ? '\u3164' : null
}

/** Signs and Hanja stand as in KS X 1001, two of its rows to a first byte. */
function fromKsX1001(first: number, second: number): string | null {
  const place = second < 0x91 ? second - 0x31 : second - 0x43
  if (first < 0xd9 || first === 0xdf || first > 0xf9 || place < 0 || (second > 0x7e && second < 0x91))
    return null
  const row = (first < 0xe0 ? 2 * (first - 0xd9) : 2 * first - 0x197) + (place < 94 ? 0 : 1) + 0xa1
  const text = iconv.decode(Buffer.from([row, (place % 94) + 0xa1]), 'cp949')
  return text.includes('\ufffd') ? null : text
}

function range(count: number, first = 0): number[] {
  return Array.from({ length: count }, (_, i) => first + i)
}
