import { columnLetters } from './column-title'
import type { OddRow } from './file-facts'
import type { FileRow } from './file-row'
import { unreadableText } from './reasons'
import { shownCell } from './shown-cell'

const rowsMax = 3
const cellsMax = 30

/** Gathers the first rows of a file that a person should look at: what cannot be read, and what is cut short. */
export class OddRows {
  readonly found: OddRow[] = []

  /** @param cellsInFile how many cells the row has in the file, before missing ones count as empty */
  see(row: FileRow, cellsInFile: number, columns: readonly string[]): void {
    if (this.found.length >= rowsMax || row.kind === 'blank') return
    const why =
      row.kind === 'unreadable' ? unreadableText(row.cause, row.detail) : short(cellsInFile, columns)
    if (why === null) return
    const cells = row.cells.slice(0, cellsMax).map((cell) => shownCell(cell).replaceAll('\0', '␀'))
    this.found.push({ row: row.row, why, cells })
  }
}

/** One lone cell may be a note; more, and cells are missing. */
function short(cells: number, columns: readonly string[]): string | null {
  if (cells >= columns.length) return null
  const first = shownCell(columns[cells]?.trim() ?? '') || columnLetters(cells)
  return `${cells === 1 ? '1 cell' : `${cells} cells`}, the header has ${columns.length}: empty from ${first} on`
}
