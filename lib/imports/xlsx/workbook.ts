import { type NumberFormat, numberFormat } from './number-text'
import { attribute, type XmlToken, xmlTokens } from './xml'
import { damaged, unzipped, type ZipEntry } from './zip'

export type Sheet = { name: string; entry: ZipEntry; isHidden: boolean }

/** A spreadsheet file without the rows of its sheets. */
export type Workbook = {
  path: string
  /** In the order of their tabs. */
  sheets: Sheet[]
  strings: string[]
  /** By the style number of a cell. */
  formats: NumberFormat[]
  from1904: boolean
}

/** Reads what the sheets refer to: their names, the shared strings and the formats. */
export async function readWorkbook(path: string, entries: Map<string, ZipEntry>): Promise<Workbook> {
  const read = (name: string, see: (token: XmlToken) => void) => eachToken(path, entries.get(name), see)
  const targets = new Map<string, string>()
  await read('xl/_rels/workbook.xml.rels', (token) => {
    if (token.kind !== 'open' || token.name !== 'Relationship') return
    const target = attribute(token.attributes, 'Target') ?? ''
    targets.set(attribute(token.attributes, 'Id') ?? '', placeOf(target))
  })
  const sheets: Sheet[] = []
  let from1904 = false
  await read('xl/workbook.xml', (token) => {
    if (token.kind !== 'open') return
    if (token.name === 'workbookPr')
      from1904 = /^(1|true)$/.test(attribute(token.attributes, 'date1904') ?? '')
    if (token.name !== 'sheet') return
    const entry = entries.get(targets.get(relationId(token.attributes)) ?? '')
    const name = attribute(token.attributes, 'name') ?? ''
    const isHidden = (attribute(token.attributes, 'state') ?? 'visible') !== 'visible'
    if (entry) sheets.push({ name, entry, isHidden })
  })
  if (sheets.length === 0) throw damaged()
  const strings = await readStrings(path, entries.get('xl/sharedStrings.xml'))
  const formats = await readFormats(path, entries.get('xl/styles.xml'))
  return { path, sheets, strings, formats, from1904 }
}

async function eachToken(
  path: string,
  entry: ZipEntry | undefined,
  see: (token: XmlToken) => void,
): Promise<void> {
  if (!entry) return
  for await (const tokens of xmlTokens(unzipped(path, entry))) for (const token of tokens) see(token)
}

/** Targets are relative to the folder xl, or begin with / at the root. */
function placeOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

function relationId(attributes: string): string {
  return /[\w]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
}

async function readStrings(path: string, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = []
  const text = new CellText()
  await eachToken(path, entry, (token) => {
    if (token.kind === 'open' && token.name === 'si') text.clear()
    text.see(token)
    if (token.kind === 'close' && token.name === 'si') strings.push(text.value())
  })
  return strings
}

/** Gathers the texts of a string, its pieces of different fonts together, without the reading aids of Japanese. */
export class CellText {
  #parts = ''
  #inText = false
  #inPhonetic = false

  clear(): void {
    this.#parts = ''
  }

  see(token: XmlToken): void {
    if (token.kind === 'text') {
      if (this.#inText && !this.#inPhonetic) this.#parts += token.text
    } else if (token.name === 't') this.#inText = token.kind === 'open'
    else if (token.name === 'rPh') this.#inPhonetic = token.kind === 'open'
  }

  /** `_x000D_` stands for a character that XML cannot hold. */
  value(): string {
    return this.#parts.includes('_x')
      ? this.#parts.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
      : this.#parts
  }
}

async function readFormats(path: string, entry: ZipEntry | undefined): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  let inCells = false
  await eachToken(path, entry, (token) => {
    if (token.kind === 'text') return
    if (token.name === 'cellXfs') inCells = token.kind === 'open'
    if (token.kind !== 'open') return
    const number = (name: string) => Number(attribute(token.attributes, name) ?? 0)
    if (token.name === 'numFmt')
      codes.set(number('numFmtId'), attribute(token.attributes, 'formatCode') ?? '')
    if (token.name === 'xf' && inCells)
      formats.push(numberFormat(number('numFmtId'), codes.get(number('numFmtId'))))
  })
  return formats
}
