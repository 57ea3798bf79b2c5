import { z } from 'zod'
import type { FileRow } from './file-row'

/** Most cells that may be edited on the page; beyond that the file is the place to mend. */
export const editsMax = 5_000

const index = z.string().regex(/^(0|[1-9]\d{0,8})$/u)

/** Cells that a person corrected on the page: row → column (from 0) → what to read instead. The file stays as it is. */
export type Edits = Record<string, Record<string, string>>

export const editsSchema: z.ZodType<Edits> = z
  .record(index, z.record(index, z.string().max(1_000)))
  .refine((edits) => cellsEdited(edits) <= editsMax, `At most ${editsMax} cells`)

/** How many cells were edited. */
export function cellsEdited(edits: Edits | null): number {
  let cells = 0
  for (const row of Object.values(edits ?? {})) cells += Object.keys(row).length
  return cells
}

/** A row of the file as corrected. Only rows that could be read can be. */
export function withEdits(row: FileRow, edits: Edits | null): FileRow {
  const edited = edits?.[row.row]
  if (edited === undefined || row.kind !== 'cells') return row
  return { ...row, cells: row.cells.map((cell, column) => edited[column] ?? cell) }
}

/** The edits with one cell set to `value`, or put back as it is in the file (null). */
export function withCell(
  edits: Edits | null,
  { row, column, value }: { row: number; column: number; value: string | null },
): Edits {
  const { [column]: _, ...others } = edits?.[row] ?? {}
  const cells = value === null ? others : { ...others, [column]: value }
  const { [row]: __, ...rows } = edits ?? {}
  return Object.keys(cells).length === 0 ? rows : { ...rows, [row]: cells }
}
