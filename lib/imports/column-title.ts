import { shownCell } from './shown-cell'

/** The letters a spreadsheet shows over a column: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

/** What people read for a column of a file: its header, of a long one the beginning, or "Column C (no header)". */
export function columnTitle(columns: readonly string[], index: number): string {
  return shownCell(columns[index]?.trim() ?? '') || `Column ${columnLetters(index)} (no header)`
}
