import Papa from 'papaparse'
import type { FileFacts } from './file-facts'
import { textOf } from './file-text'

/** Rows in file order. `doubtful`: the quotes in them can be read in more than one way, so another reader may differ. */
export type ReadAgain = { rows: string[][]; doubtful: boolean }

/** A quoted cell that goes on for this many characters is taken for a quote that is never closed. */
const pieceCharsMax = 4_000_000

/**
 * Every row of a file from its first line on, read with papaparse, which shares no code with our reader: the second
 * opinion of Verify. Memory stays flat. Throws when the file cannot be read.
 */
export async function* readAgain(
  path: string,
  { encoding, delimiter }: Pick<FileFacts, 'encoding' | 'delimiter'>,
): AsyncGenerator<ReadAgain> {
  let rest = ''
  for await (const text of linesOf(path, encoding)) {
    rest += text
    const end = lastBreakOutsideQuotes(rest)
    if (end === -1 && rest.length < pieceCharsMax) continue
    const piece = end === -1 ? rest : rest.slice(0, end)
    yield parsed(piece, delimiter, end === -1)
    rest = end === -1 ? '' : rest.slice(end + 1)
  }
  if (rest !== '') yield parsed(rest, delimiter, false)
}

/** The text of the file piece by piece, every line ended by LF, whatever ends it in the file. */
async function* linesOf(path: string, encoding: string): AsyncGenerator<string> {
  let cut = false
  for await (const text of textOf(path, encoding, { pieceBytes: 1 << 18 })) {
    const whole: string = cut ? `\r${text}` : text
    cut = whole.endsWith('\r')
    yield (cut ? whole.slice(0, -1) : whole).replace(/\r\n?/g, '\n')
  }
  if (cut) yield '\n'
}

/** Place of the last line break before which quotes come in pairs; -1 when there is none. */
function lastBreakOutsideQuotes(text: string): number {
  let last = -1
  let from = 0
  let breakAt = text.indexOf('\n')
  for (let inside = false; ; inside = !inside) {
    const found = text.indexOf('"', from)
    const quote = found === -1 ? text.length : found
    for (; breakAt !== -1 && breakAt < quote; breakAt = text.indexOf('\n', breakAt + 1)) {
      if (!inside) last = breakAt
    }
    if (found === -1) return last
    from = found + 1
  }
}

function parsed(piece: string, delimiter: string, cutOff: boolean): ReadAgain {
  if (piece === '') return { rows: [['']], doubtful: false }
  const { data, errors } = Papa.parse<string[]>(piece, { delimiter, newline: '\n', skipEmptyLines: false })
  return { rows: data, doubtful: cutOff || errors.some((error) => error.type === 'Quotes') }
}
