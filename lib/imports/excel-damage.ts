import { columnTitle } from './column-title'
import type { FileWarning } from './file-facts'

const hash = 0x23
const plus = 0x2b
const digit = (code: number) => code >= 0x30 && code <= 0x39

/** Finds cells that a spreadsheet spoilt before the file was made. Costs two looks at a sound cell. */
export class ExcelDamage {
  readonly #found = new Map<string, FileWarning>()

  see(cells: readonly string[]): void {
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] as string
      const first = cell.charCodeAt(0)
      if (first !== hash && !digit(first)) continue
      const kind = first === hash ? spoiltText(cell) : isExponent(cell) ? 'exponent' : null
      if (kind) this.#add(kind, column, cell)
    }
  }

  /** By column. */
  warnings(): FileWarning[] {
    return [...this.#found.values()].toSorted((a, b) => a.column - b.column)
  }

  #add(kind: FileWarning['kind'], column: number, example: string): void {
    const warning = this.#found.get(`${kind} ${column}`)
    if (warning) warning.count++
    else this.#found.set(`${kind} ${column}`, { kind, column, count: 1, example: example.slice(0, 40) })
  }
}

function spoiltText(cell: string): 'hashes' | 'formula_error' | null {
  if (/^#{3,}$/.test(cell)) return 'hashes'
  return /^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/.test(cell) ? 'formula_error' : null
}

/** 4.41E+11 or 4,41E+11: what Excel writes for a number of more than eleven digits. */
function isExponent(cell: string): boolean {
  const length = cell.length
  if (length > 24 || (cell.charCodeAt(length - 3) !== plus && cell.charCodeAt(length - 4) !== plus))
    return false
  return /^\d(?:[.,]\d+)?E\+\d{2,3}$/.test(cell)
}

/** The warning as a sentence that says what to do. */
export function warningText(
  columns: readonly string[],
  { kind, column, count, example }: FileWarning,
): string {
  const title = columnTitle(columns, column)
  const values = count === 1 ? '1 value' : `${new Intl.NumberFormat('en-US').format(count)} values`
  switch (kind) {
    case 'exponent':
      return `Column “${title}”: ${values} such as ${example}. Excel shortened these numbers. Format the column as text in the original file and save it again.`
    case 'hashes':
      return `Column “${title}”: ${values} such as ${example}. The column was too narrow when the file was saved. Widen it and save again.`
    case 'formula_error':
      return `Column “${title}”: ${values} such as ${example}, the error of a formula. Mend it in the original file and save it again.`
  }
}
