import { isBlank } from '../leads/trim'
import { ColumnLooks } from './column-looks'
import { columnLetters } from './column-title'
import type { Layout } from './detect'
import { ExcelDamage } from './excel-damage'
import type { Chosen, FileFacts } from './file-facts'
import type { FileLimits } from './file-row'
import { OddRows } from './odd-rows'
import type { CsvRecord } from './records'
import { rowOfRecord } from './row-of-record'
import { unescapeFormula } from './safe-cell'
import { shownCell } from './shown-cell'
import { StatusWords } from './status-words'

const sampleRows = 5
const aboveMax = 10
const number = new Intl.NumberFormat('en-US')

/** What the rows of a file say of it, gathered as its records pass by. */
export class RowCount {
  #header: string[] | null = null
  #headerRow = 0
  #sample: string[][] = []
  #sampleRows: number[] = []
  #above: string[] = []
  #rows = 0
  #blank = 0
  readonly #looks = new ColumnLooks()
  readonly #damage = new ExcelDamage()
  readonly #odd = new OddRows()
  #statusWords: StatusWords | null = null
  readonly #limits: FileLimits
  readonly #layout: Layout
  readonly #chosen: Chosen

  constructor(limits: FileLimits, layout: Layout, chosen: Chosen) {
    this.#limits = limits
    this.#layout = layout
    this.#chosen = chosen
  }

  /** Null, or why the file is refused. */
  add(records: readonly CsvRecord[]): string | null {
    for (const record of records) {
      if (this.#header === null) {
        const reason = this.#begin(record)
        if (reason) return reason
        if (this.#header === null || this.#layout.hasHeader) continue
      }
      this.#count(record, this.#header)
    }
    const { rowsMax } = this.#limits
    return this.#rows + this.#blank > rowsMax
      ? `The file has more than ${number.format(rowsMax)} rows, the most of one import. Split it into smaller files.`
      : null
  }

  /** What was gathered; a sentence when there is no table. */
  end(): Omit<FileFacts, 'encoding' | 'delimiter' | 'hasHeader' | 'chosen' | 'sheet'> | string {
    const columns = this.#header
    if (columns === null || (this.#rows === 0 && !this.#layout.hasHeader)) {
      return typeof this.#chosen.headerRow === 'number' && this.#headerRow > 0
        ? `The file has no row ${this.#chosen.headerRow}. Choose another row for the headers.`
        : 'The file is empty.'
    }
    return {
      headerRow: this.#headerRow,
      columns,
      above: this.#above,
      sample: this.#sample,
      sampleRows: this.#sampleRows,
      odd: this.#odd.found,
      looks: this.#looks.of(columns.length),
      rows: this.#rows,
      blank: this.#blank,
      warnings: this.#damage.warnings(),
      unknownStatuses: this.#statusWords?.unknown() ?? [],
    }
  }

  #count(record: CsvRecord, columns: string[]): void {
    const number = this.#headerRow + this.#rows + this.#blank + 1
    const row = rowOfRecord(record, number, { columns, limits: this.#limits })
    this.#odd.see(row, record.cells.length, columns)
    if (row.kind === 'blank') this.#blank++
    else this.#rows++
    if (row.kind !== 'cells') return
    this.#damage.see(row.cells)
    this.#looks.see(row.cells)
    this.#statusWords ??= new StatusWords(columns)
    this.#statusWords.see(row.cells)
    if (this.#sample.length >= sampleRows) return
    this.#sample.push(row.cells.map(shownCell))
    this.#sampleRows.push(number)
  }

  /** Passes by what stands above the table, then takes the header. */
  #begin(record: CsvRecord): string | null {
    const { preamble, hasHeader, width } = this.#layout
    const isAbove = this.#headerRow < preamble
    if (isAbove || hasHeader) this.#headerRow++
    if (isAbove) {
      if (this.#above.length < aboveMax) this.#above.push(lineOf(record))
      return null
    }
    if (hasHeader) return this.#takeHeader(record)
    if (width > this.#limits.columnsMax) return tooManyColumns(width, this.#limits)
    this.#header = Array.from({ length: width }, (_, index) => `Column ${columnLetters(index)}`)
    return null
  }

  #takeHeader({ cells, fault, line }: CsvRecord): string | null {
    const { columnsMax, rowCharsMax } = this.#limits
    if (fault === 'quote_not_closed')
      return `The header could not be read: a quote opened on line ${line} is never closed. Mend it and choose the file again.`
    if (fault === 'row_too_long')
      return `The header has more than ${number.format(rowCharsMax)} characters. Check that the file is a CSV with line breaks.`
    if (cells.every(isBlank)) {
      return typeof this.#chosen.headerRow === 'number'
        ? `Row ${this.#headerRow} is blank. Choose another row for the headers.`
        : null
    }
    if (cells.length > columnsMax) return tooManyColumns(cells.length, this.#limits)
    this.#header = cells.map((cell) => unescapeFormula(cell.replaceAll('\0', '')).toWellFormed())
    return null
  }
}

/** What a row above the header says, shortened. */
function lineOf({ cells }: CsvRecord): string {
  const filled = cells.filter((cell) => !isBlank(cell)).map((cell) => cell.trim())
  return shownCell(filled.join(' · ').replaceAll('\0', ''))
}

function tooManyColumns(columns: number, { columnsMax }: FileLimits): string {
  return `The file has ${number.format(columns)} columns. The most is ${number.format(columnsMax)}. Remove columns you do not need.`
}
