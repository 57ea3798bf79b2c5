import { createReadStream } from 'node:fs'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { FileFacts } from './file-facts'

/**
 * Counts the rows below the header with papaparse, which shares no code with our reader: the second opinion of
 * Verify. Memory stays flat. Rejects when the file cannot be read.
 */
export function countRows(path: string, facts: FileFacts): Promise<{ rows: number; blank: number }> {
  return new Promise((resolve, reject) => {
    const counted = { rows: 0, blank: 0 }
    let seen = 0
    const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: facts.delimiter, skipEmptyLines: false })
    parser.on('data', (cells: string[]) => {
      if (++seen <= facts.headerRow) return
      if (cells.every((cell) => cell.trim() === '')) counted.blank++
      else counted.rows++
    })
    parser.on('end', () => resolve(counted))
    parser.on('error', reject)
    const bytes = createReadStream(path)
    bytes.on('error', reject)
    const text = iconv.decodeStream(facts.encoding)
    text.on('error', reject)
    bytes.pipe(text).pipe(parser)
  })
}
