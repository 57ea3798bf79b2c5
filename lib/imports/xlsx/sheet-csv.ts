import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isBlank } from '../../leads/trim'
import { done, type Result, refused } from '../../result'
import type { FileFacts } from '../file-facts'
import { sheetRows } from './sheet-rows'
import { readWorkbook, type Sheet, type Workbook } from './workbook'
import { SpreadsheetRefused, zipEntries } from './zip'

export type SpreadsheetLimits = { bytesMax: number; rowsMax: number; unzippedBytesMax: number }

const number = new Intl.NumberFormat('en-US')

/**
 * Writes a sheet of an XLSX file into the folder as CSV (UTF-8, comma), called by its place among the sheets (0.csv),
 * each row under its number in the sheet. Without a name: the first visible sheet that holds rows. Values are written as a person reads them; formulas are their last value.
 * Refused, with a sentence that says what to do: what is no sound spreadsheet, protected, empty or beyond the limits.
 */
export async function writeSheetAsCsv(
  file: string,
  folder: string,
  { limits, sheet }: { limits: SpreadsheetLimits; sheet: string | undefined },
): Promise<Result<NonNullable<FileFacts['sheet']>>> {
  try {
    if ((await stat(file)).size > limits.bytesMax) return refused(tooManyBytes(limits.bytesMax))
    const entries = await zipEntries(file, limits.unzippedBytesMax)
    if (!entries.has('xl/workbook.xml'))
      return refused('This is a zip archive. Unpack it and choose the CSV in it.')
    const workbook = await readWorkbook(file, entries)
    const names = workbook.sheets.map(({ name }) => name)
    await mkdir(folder, { recursive: true })
    for (const one of sheetsToTry(workbook, sheet)) {
      const csvPath = path.join(folder, `${workbook.sheets.indexOf(one)}.csv`)
      if (await writeRows(workbook, one, { csvPath, limits })) return done({ name: one.name, names })
    }
    return refused(emptySentence(names, sheet))
  } catch (error) {
    if (error instanceof SpreadsheetRefused) return refused(error.message)
    throw error
  }
}

function sheetsToTry({ sheets }: Workbook, name: string | undefined): Sheet[] {
  if (name === undefined) return sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden))
  const chosen = sheets.find((sheet) => sheet.name === name)
  if (!chosen) throw new SpreadsheetRefused(`The file has no sheet ‘${name}’. Choose another sheet.`)
  return [chosen]
}

function emptySentence(names: string[], sheet: string | undefined): string {
  if (sheet !== undefined && names.length > 1) return `The sheet ‘${sheet}’ is empty. Choose another sheet.`
  return 'The file is empty.'
}

type Target = { csvPath: string; limits: SpreadsheetLimits }

/** False: the sheet holds nothing, and nothing was written. */
async function writeRows(workbook: Workbook, sheet: Sheet, { csvPath, limits }: Target): Promise<boolean> {
  const part = `${csvPath}.part`
  const lines = new SheetLines(limits.rowsMax)
  try {
    const text = Readable.from(lines.of(sheetRows(workbook, sheet)))
    await pipeline(text, createWriteStream(part, { mode: 0o600, flush: true }))
    if (lines.row === 0) return false
    await rename(part, csvPath)
    return true
  } finally {
    await rm(part, { force: true })
  }
}

/** Makes lines of rows: blank lines stand where the sheet has no row, so that numbers stay. */
class SheetLines {
  row = 0
  readonly #rowsMax: number

  constructor(rowsMax: number) {
    this.#rowsMax = rowsMax
  }

  async *of(batches: ReturnType<typeof sheetRows>): AsyncGenerator<string> {
    for await (const rows of batches) {
      let text = ''
      for (const { row, cells } of rows) {
        if (cells.every(isBlank)) continue
        if (row > this.#rowsMax + 1) throw new SpreadsheetRefused(tooManyRows(this.#rowsMax))
        text += `${'\r\n'.repeat(row - this.row - 1)}${cells.map(quoted).join(',')}\r\n`
        this.row = row
      }
      if (text !== '') yield text
    }
  }
}

function tooManyBytes(bytesMax: number): string {
  return `A spreadsheet file may have ${number.format(bytesMax / 1e6)} MB at most. Save the sheet as CSV and choose it again.`
}

function tooManyRows(rowsMax: number): string {
  return `The sheet has more than ${number.format(rowsMax)} rows, the most of a spreadsheet file. Save it as CSV and choose it again.`
}

function quoted(cell: string): string {
  const text = cell.replaceAll('\0', '')
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
