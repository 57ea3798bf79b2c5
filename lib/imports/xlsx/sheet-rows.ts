import { type NumberFormat, numberText } from './number-text'
import { CellText, type Sheet, type Workbook } from './workbook'
import { attribute, type XmlToken, xmlTokens } from './xml'
import { damaged, unzipped } from './zip'

export type SheetRow = { row: number; cells: string[] }

const columnsMax = 16_384
const general: NumberFormat = { kind: 'general' }

/** The rows of a sheet that hold something, with their numbers, as many at a time as a piece of the file holds. */
export async function* sheetRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SheetRow[]> {
  const reader = new RowReader(workbook)
  for await (const tokens of xmlTokens(unzipped(workbook.path, sheet.entry))) {
    const rows = tokens.flatMap((token) => reader.see(token) ?? [])
    if (rows.length > 0) yield rows
  }
}

/** Puts the tags of a sheet together to rows. Rows and cells without a place follow the one before. */
class RowReader {
  readonly #workbook: Workbook
  readonly #text = new CellText()
  #row = 0
  #cells: string[] = []
  #column = -1
  #type = 'n'
  #style = 0
  #value = ''
  #inValue = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  /** The row that ends with this piece, if it holds something. */
  see(token: XmlToken): SheetRow | null {
    this.#text.see(token)
    if (token.kind === 'text') {
      if (this.#inValue) this.#value += token.text
      return null
    }
    if (token.kind === 'open') this.#open(token.name, token.attributes)
    else if (token.name === 'v') this.#inValue = false
    else if (token.name === 'c') this.#closeCell()
    else if (token.name === 'row') return this.#closeRow()
    return null
  }

  #open(name: string, attributes: string): void {
    if (name === 'v') this.#inValue = true
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'row') {
      const row = Number(attribute(attributes, 'r') ?? this.#row + 1)
      if (!Number.isSafeInteger(row) || row <= this.#row) throw damaged()
      this.#row = row
      this.#cells = []
      this.#column = -1
    }
  }

  #openCell(attributes: string): void {
    const letters = /^[A-Z]{1,3}/.exec(attribute(attributes, 'r') ?? '')?.[0]
    this.#column = letters ? columnOf(letters) : this.#column + 1
    if (this.#column >= columnsMax) throw damaged()
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = ''
    this.#text.clear()
  }

  #closeCell(): void {
    const text = this.#cellText()
    if (text === '') return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = text
  }

  #cellText(): string {
    const { strings, formats, from1904 } = this.#workbook
    switch (this.#type) {
      case 's':
        return strings[Number(this.#value)] ?? ''
      case 'inlineStr':
        return this.#text.value()
      case 'b':
        return this.#value === '1' ? 'TRUE' : this.#value === '0' ? 'FALSE' : ''
      case 'n':
        return numberText(this.#value, formats[this.#style] ?? general, from1904)
      default:
        return this.#value // str (a formula's text), e (an error), d (a date)
    }
  }

  #closeRow(): SheetRow | null {
    return this.#cells.length > 0 ? { row: this.#row, cells: this.#cells } : null
  }
}

/** A → 0, Z → 25, AA → 26. */
function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
