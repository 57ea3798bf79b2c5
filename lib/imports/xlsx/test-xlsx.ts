import { crc32, deflateRawSync } from 'node:zlib'

/** A cell as XML attributes and content, or a text. */
type TestCell = string | { attributes: string; inner: string }
export type TestSheet = {
  name: string
  state?: string
  rows: (TestCell[] | { r: number; cells: TestCell[] })[]
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A number with the style `s` (place in `codes` + 1; 0: General). */
export function numberCell(value: number | string, s = 0): TestCell {
  return { attributes: `s="${s}"`, inner: `<v>${value}</v>` }
}

/** The bytes of a small XLSX file. `codes`: number formats, by which cells are styled from 1 on. */
export function xlsx(sheets: TestSheet[], codes: string[] = [], workbookPr = ''): Buffer {
  const strings: string[] = []
  const cell = (one: TestCell) => {
    if (typeof one !== 'string') return `<c ${one.attributes}>${one.inner}</c>`
    strings.push(one)
    return `<c t="s"><v>${strings.length - 1}</v></c>`
  }
  const row = (one: TestSheet['rows'][number], i: number) => {
    const { r, cells } = Array.isArray(one) ? { r: i + 1, cells: one } : one
    return `<row r="${r}">${cells.map(cell).join('')}</row>`
  }
  const files: [string, string][] = sheets.map(({ rows }, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `<?xml version="1.0"?><worksheet><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`,
  ])
  const sheetTags = sheets.map(
    ({ name, state = 'visible' }, i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}" state="${state}" r:id="rId${i + 1}"/>`,
  )
  const targets = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const numFmts = codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`)
  const xfs = codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`)
  files.push(
    ['xl/workbook.xml', `<workbook>${workbookPr}<sheets>${sheetTags.join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships>${targets.join('')}</Relationships>`],
    [
      'xl/sharedStrings.xml',
      `<sst>${strings.map((one) => `<si><t>${escaped(one)}</t></si>`).join('')}</sst>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet><numFmts>${numFmts.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    ],
  )
  return zip(files.map(([name, text]) => ({ name, content: Buffer.from(text) })))
}

type ZipFile = { name: string; content: Buffer; bytesTold?: number; flags?: number }

/** A zip archive. `bytesTold`: the size its directory claims. */
export function zip(files: ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, bytesTold = content.length, flags = 0 } of files) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(content), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(bytesTold, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, entries, end])
}
