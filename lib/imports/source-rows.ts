import type { FileFacts } from './file-facts'
import type { FileLimits, FileRow } from './file-row'
import { readBatches } from './read'

/** A file as it lies on disk, with what the first reading said of it. */
export type SourceFile = { path: string; facts: FileFacts; limits: FileLimits }

const rowsAtATime = 2_000

/**
 * Finds rows of a file again: each wanted row, in rising order, with the row as the file has it. Reads the file once,
 * up to the last wanted row. Throws when a wanted row is not there: the file is not the one that was imported.
 */
export async function* sourceRows<T extends { row: number }>(
  { path, facts, limits }: SourceFile,
  wanted: AsyncIterable<T>,
): AsyncGenerator<{ wanted: T; source: FileRow }> {
  const batches = readBatches(path, facts, { afterRow: 0, size: rowsAtATime, limits })
  let batch: FileRow[] = []
  try {
    for await (const one of wanted) {
      while ((batch.at(-1)?.row ?? 0) < one.row) {
        const next = await batches.next()
        if (next.done) throw new Error(`The file has no row ${one.row}.`)
        batch = next.value
      }
      const source = batch[one.row - (batch[0]?.row ?? 0)]
      if (source?.row !== one.row) throw new Error(`Row ${one.row} is wanted after a later one.`)
      yield { wanted: one, source }
    }
  } finally {
    await batches.return(undefined)
  }
}
