/** First characters that make a spreadsheet take a cell for a formula, after any apostrophes that guard it already. */
const formulaStart = /^'*[=+\-@\t\r\n\0＝＋－＠]/u

/**
 * The cell, safe to open in a spreadsheet: an apostrophe before what would be read as a formula (OWASP, CSV
 * injection). `unescapeFormula(escapeFormula(cell))` is the cell again, whatever it holds.
 */
export function escapeFormula(cell: string): string {
  return formulaStart.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before `escapeFormula`; what no guard was put before stays as it is. */
export function unescapeFormula(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && formulaStart.test(cell) ? cell.slice(1) : cell
}
