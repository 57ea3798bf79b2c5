import { escapeFormula } from './safe-cell'

/** The byte order mark, by which spreadsheets know a CSV for UTF-8. Stands once, before the first line. */
export const byteOrderMark = '\ufeff'

/** One line of every CSV we write: RFC 4180, comma, CRLF, safe in a spreadsheet; our own reader gives the cells back. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(escapeFormula(cell))).join(',')}\r\n`
}

/** Text with a space at its edge is quoted too, since some readers trim. */
function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
