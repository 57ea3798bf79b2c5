import { z } from 'zod'

export const delimiters = [',', ';', '\t', '|'] as const

/** What one reading of a file said. Stored beside the file; preview, count, run and re-run all use it. */
export const fileFactsSchema = z.object({
  /** A name that iconv-lite knows, lower-case: utf-8, utf-16le, utf-16be, windows-1252. */
  encoding: z.string(),
  delimiter: z.enum(delimiters),
  /** Spreadsheet number of the header row. */
  headerRow: z.number().int().positive(),
  columns: z.array(z.string()),
  /** Up to five data rows as read. */
  sample: z.array(z.array(z.string())),
  /** Data rows that are not blank, and blank ones. */
  rows: z.number().int().nonnegative(),
  blank: z.number().int().nonnegative(),
})
export type FileFacts = z.infer<typeof fileFactsSchema>
