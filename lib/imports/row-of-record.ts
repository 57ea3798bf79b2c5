import { isBlank } from '../leads/trim'
import { columnLetters } from './column-title'
import type { FileLimits, FileRow } from './file-row'
import type { UnreadableCause } from './outcome'
import type { CsvRecord } from './records'
import { shownCell } from './shown-cell'

export type RowRules = {
  columns: readonly string[]
  limits: Pick<FileLimits, 'cellCharsMax' | 'rowCharsMax'>
}

/** Judges one record against the header: a row with one cell per column, a blank one, or one that cannot be read. */
export function rowOfRecord(record: CsvRecord, row: number, { columns, limits }: RowRules): FileRow {
  const { cells } = record
  if (record.fault === 'quote_not_closed')
    return unreadable(record, row, 'quote_not_closed', String(record.line))
  if (record.fault === 'row_too_long')
    return unreadable(record, row, 'row_too_long', String(limits.rowCharsMax))
  if (isBlankRow(cells)) return { row, kind: 'blank' }
  if (record.chars > limits.cellCharsMax && cells.some((cell) => cell.length > limits.cellCharsMax))
    return unreadable(record, row, 'cell_too_long', String(limits.cellCharsMax))
  const nulAt = record.holdsNul ? cells.findIndex((cell) => cell.includes('\0')) : -1
  if (nulAt !== -1)
    return unreadable(
      record,
      row,
      'nul_character',
      shownCell(columns[nulAt]?.trim() ?? '') || columnLetters(nulAt),
    )
  if (cells.length === columns.length) return { row, kind: 'cells', cells }
  const used = cells.findLastIndex((cell) => !isBlank(cell)) + 1
  if (used > columns.length)
    return unreadable(record, row, 'too_many_cells', `${used} cells, the header has ${columns.length}`)
  const fitted = cells.slice(0, columns.length)
  while (fitted.length < columns.length) fitted.push('')
  return { row, kind: 'cells', cells: fitted }
}

function unreadable({ cells }: CsvRecord, row: number, cause: UnreadableCause, detail: string): FileRow {
  return { row, kind: 'unreadable', cause, detail, cells }
}

function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) if (!isBlank(cell)) return false
  return true
}
