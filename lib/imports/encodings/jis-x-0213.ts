import iconv from 'iconv-lite'
import { pairs, rows } from './jis-x-0213-table'

let known: Map<number, string> | null = null

/** The character in a cell of JIS X 0213 (rows and cells from 1 to 94); null when there is none. */
function cellOf(plane: 1 | 2, row: number, cell: number): string | null {
  known ??= readTable()
  const own = known.get(keyOf(plane, row, cell))
  if (own || plane === 2) return own ?? null
  const text = iconv.decode(Buffer.from([0xa0 + row, 0xa0 + cell]), 'euc-jp')
  return text.includes('\ufffd') ? null : text
}

function readTable(): Map<number, string> {
  const table = new Map<number, string>()
  for (const [plane, row, cells] of rows)
    [...cells].forEach((char, i) => {
      const pair = char >= '\ue000' && char < '\uf000' ? pairs[char.charCodeAt(0) - 0xe000] : undefined
      if (char !== ' ') table.set(keyOf(plane, row, i + 1), pair ?? char)
    })
  return table
}

const keyOf = (plane: number, row: number, cell: number) => (plane * 128 + row) * 128 + cell

/** The character of a two-byte code of EUC-JISX0213, or of a three-byte one without its first byte 0x8F. */
export function eucCharacter(plane: 1 | 2, first: number, second: number): string | null {
  return first > 0xa0 && second > 0xa0 && first < 0xff && second < 0xff
    ? cellOf(plane, first - 0xa0, second - 0xa0)
    : null
}

const rowsOfPlane2 = [1, 8, 3, 4, 5, 12, 13, 14, 15]

/** The character of a two-byte code of Shift_JISX0213. */
export function shiftCharacter(first: number, second: number): string | null {
  if (second < 0x40 || second === 0x7f || second > 0xfc) return null
  const place = second - (second < 0x7f ? 0x40 : 0x41)
  const lower = place < 94 ? 0 : 1
  const cell = (place % 94) + 1
  if (first < 0xf0) return cellOf(1, 2 * (first - (first < 0xa0 ? 0x81 : 0xc1)) + 1 + lower, cell)
  const at = 2 * (first - 0xf0) + lower
  return cellOf(2, rowsOfPlane2[at] ?? 69 + at, cell)
}
