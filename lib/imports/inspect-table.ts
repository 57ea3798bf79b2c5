import { open } from 'node:fs/promises'
import path from 'node:path'
import { done, type Result, refused } from '../result'
import type { Chosen, FileFacts } from './file-facts'
import type { FileLimits } from './file-row'
import { inspectFile } from './inspect'
import { compoundFileRefusal } from './xlsx/ole'
import { type SpreadsheetLimits, writeSheetAsCsv } from './xlsx/sheet-csv'

export type TableLimits = FileLimits & { spreadsheet: SpreadsheetLimits }

/** A file as received, and the folder where sheets of it may be kept as CSV. */
export type TableFile = { path: string; sheetsFolder: string }

/**
 * Says what a received file is, a text or a spreadsheet. The chosen sheet of a spreadsheet is written as CSV once, and
 * that is what every later reading reads: `textPath`. Refused as `inspectFile` refuses.
 */
export async function inspectTable(
  file: TableFile,
  limits: TableLimits,
  chosen: Chosen = {},
): Promise<Result<FileFacts>> {
  const head = await headOf(file.path)
  const refusal = await compoundFileRefusal(file.path, head)
  if (refusal) return refused(refusal)
  if (!head.subarray(0, 4).equals(zipSignature)) {
    return chosen.sheet === undefined
      ? inspectFile(file.path, limits, chosen)
      : refused('The file has no sheets.')
  }
  const { spreadsheet } = limits
  const written = await writeSheetAsCsv(file.path, file.sheetsFolder, {
    limits: spreadsheet,
    sheet: chosen.sheet,
  })
  if (written.kind !== 'done') return written
  const sheet = written.value
  const ours = { ...chosen, encoding: 'utf-8', delimiter: ',' } as const
  const inspected = await inspectFile(textPath(file, { sheet }), { ...limits, bytesMax: Infinity }, ours)
  return inspected.kind === 'done' ? done({ ...inspected.value, chosen, sheet }) : inspected
}

const zipSignature = Buffer.from('PK\x03\x04')

/** The text that holds the rows: the file itself, or the sheet of it that was chosen. */
export function textPath(
  { path: own, sheetsFolder }: TableFile,
  { sheet }: Pick<FileFacts, 'sheet'>,
): string {
  return sheet ? path.join(sheetsFolder, `${sheet.names.indexOf(sheet.name)}.csv`) : own
}

async function headOf(place: string): Promise<Buffer> {
  const file = await open(place, 'r')
  try {
    const buffer = Buffer.alloc(512)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
