import { z } from 'zod'

export const delimiters = [',', ';', '\t', '|'] as const

/** How a person wants a file read, where our guess was wrong. What is left out is guessed. */
export const chosenSchema = z.strictObject({
  /** A name of `encodings`. */
  encoding: z.string().optional(),
  delimiter: z.enum(delimiters).optional(),
  /** Spreadsheet number of the header row; none: the first row is data, columns are called by their letters. */
  headerRow: z.union([z.number().int().positive(), z.literal('none')]).optional(),
  /** A sheet of a spreadsheet file. */
  sheet: z.string().optional(),
})
export type Chosen = z.infer<typeof chosenSchema>

/** Cells that a spreadsheet spoilt before the file was made: 4.41E+11, ####, #REF!. */
const warningSchema = z.object({
  kind: z.enum(['exponent', 'hashes', 'formula_error']),
  /** Index of the column. */
  column: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  example: z.string(),
})
export type FileWarning = z.infer<typeof warningSchema>

/** How many of a column's first values are filled, and how many of these are what. */
const lookSchema = z.object({
  filled: z.number().int().nonnegative(),
  emails: z.number().int().nonnegative(),
  phones: z.number().int().nonnegative(),
  links: z.number().int().nonnegative(),
  /** Words of an email verifier. */
  statuses: z.number().int().nonnegative().default(0),
  /** Two to five words of letters. */
  names: z.number().int().nonnegative().default(0),
  /** Mr, Frau, Sra. */
  addressForms: z.number().int().nonnegative().default(0),
})
export type ColumnLook = z.infer<typeof lookSchema>

/** A row that a person should look at before importing. */
const oddRowSchema = z.object({
  /** Its number in the spreadsheet. */
  row: z.number().int().positive(),
  /** What is odd about it, as a phrase. */
  why: z.string(),
  /** As in the file, shortened. */
  cells: z.array(z.string()),
})
export type OddRow = z.infer<typeof oddRowSchema>

const statusWordSchema = z.object({ word: z.string(), count: z.number().int().positive() })
export type StatusWord = z.infer<typeof statusWordSchema>

/** What a column with the words of an email verifier says that no verifier we know does. */
const unknownStatusesSchema = z.object({
  column: z.number().int().nonnegative(),
  /** How many values that is, and how many different ones (200 at most). */
  values: z.number().int().positive(),
  distinct: z.number().int().positive(),
  /** The most frequent ones. */
  words: z.array(statusWordSchema),
})
export type UnknownStatuses = z.infer<typeof unknownStatusesSchema>

/** What one reading of a file said. Stored beside the file; preview, count, run and re-run all use it. */
export const fileFactsSchema = z.object({
  /** A name of `encodings`. */
  encoding: z.string(),
  delimiter: z.enum(delimiters),
  /** Rows above the first row of data, by the numbers of the spreadsheet. The last of them is the header, if any. */
  headerRow: z.number().int().nonnegative(),
  /** False: the first row is data and the columns are called Column A, Column B, … */
  hasHeader: z.boolean().default(true),
  columns: z.array(z.string()),
  /** What stands in the rows above the header, a text each; of the first ten. */
  above: z.array(z.string()).default([]),
  /** Up to five data rows as read, long cells cut. */
  sample: z.array(z.array(z.string())),
  /** Their numbers in the spreadsheet. */
  sampleRows: z.array(z.number().int().positive()).default([]),
  /** The first rows that look odd, three at most. */
  odd: z.array(oddRowSchema).default([]),
  /** One per column, over the first rows. */
  looks: z.array(lookSchema).default([]),
  /** Data rows that are not blank, and blank ones. */
  rows: z.number().int().nonnegative(),
  blank: z.number().int().nonnegative(),
  warnings: z.array(warningSchema).default([]),
  unknownStatuses: z.array(unknownStatusesSchema).default([]),
  /** What a person chose; the rest was guessed. */
  chosen: chosenSchema.default({}),
  /** The sheet of a spreadsheet file that is read, and all it has. Null: the file is text. */
  sheet: z
    .object({ name: z.string(), names: z.array(z.string()) })
    .nullable()
    .default(null),
})
export type FileFacts = z.infer<typeof fileFactsSchema>

/** The spreadsheet number of the file's last row, blank or not. */
export function lastRowOf({
  headerRow,
  rows,
  blank,
}: Pick<FileFacts, 'headerRow' | 'rows' | 'blank'>): number {
  return headerRow + rows + blank
}
