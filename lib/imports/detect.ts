import { isUtf8 } from 'node:buffer'
import { isBlank } from '../leads/trim'
import { delimiters } from './file-facts'
import { wholeCharacters } from './file-text'
import { CsvRecords } from './records'

export type Delimiter = (typeof delimiters)[number]

/**
 * The encoding of a file by its first bytes: byte order mark, else UTF-8 when they are that, else UTF-16 when every
 * other byte is zero, else windows-1252. A name that iconv-lite knows.
 */
export function detectEncoding(head: Buffer): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++
  const half = head.length / 2
  if (zeros[1]! > 0.4 * half && zeros[0]! < 0.1 * half) return 'utf-16le'
  if (zeros[0]! > 0.4 * half && zeros[1]! < 0.1 * half) return 'utf-16be'
  return isUtf8(head.subarray(0, wholeCharacters(head))) ? 'utf-8' : 'windows-1252'
}

const recordsJudged = 200

/**
 * The delimiter of a table by its first lines: the one that gives the header at least two cells and most rows as many
 * as the header; a comma when none does, as in a file of one column. Quoted delimiters and line breaks do not count.
 */
export function detectDelimiter(head: string, rowCharsMax: number): Delimiter {
  let best: { delimiter: Delimiter; fit: number; width: number } = { delimiter: ',', fit: 0, width: 1 }
  for (const delimiter of delimiters) {
    const records = new CsvRecords({ delimiter, rowCharsMax }).read(head, false).slice(0, recordsJudged)
    const complete =
      records.length > 0 ? records : new CsvRecords({ delimiter, rowCharsMax }).read(head, true)
    const rows = complete.filter(({ cells }) => !cells.every(isBlank))
    const width = rows[0]?.cells.length ?? 0
    if (width < 2) continue
    const fit =
      rows.reduce((sum, { cells, fault }) => sum + fitOf(fault ? 0 : cells.length, width), 0) / rows.length
    if (fit > best.fit + 0.02 || (fit > best.fit - 0.02 && width > best.width))
      best = { delimiter, fit, width }
  }
  return best.delimiter
}

/** How well a row fits the header: fully, as a row whose last cells are missing, or not. */
function fitOf(cells: number, width: number): number {
  if (cells === width) return 1
  return cells > 1 && cells < width ? 0.5 : 0
}
