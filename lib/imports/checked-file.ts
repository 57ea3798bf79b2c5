import { env } from '../env'
import type { Check, CheckOptions } from './check'
import type { EditedCell } from './check-result'
import { cellsEdited, type Edits, editsMax, withEdits } from './edits'
import type { FileRow } from './file-row'
import { fileLimits } from './limits'
import { withMailChecks } from './mail-checks'
import { readBatches } from './read'
import { Repeats } from './repeats'
import { type RowInput, type RowShape, rowInput, rowShape } from './row'

/** Most corrected cells a check lists. */
const editedMax = 200

/** A file while it is checked: its rows as corrected so far and as they could be, and which emails it repeats. */
export class CheckedFile {
  readonly #check: Check
  readonly shape: RowShape
  readonly repeats: Repeats
  readonly edited: EditedCell[] = []
  /** The mistyped addresses, as many as may be edited. */
  readonly corrections: { edits: Edits; found: number } = { edits: {}, found: 0 }

  /** How many cells may still be edited. */
  readonly #editsLeft: number

  private constructor(check: Check) {
    this.#check = check
    this.#editsLeft = editsMax - cellsEdited(check.edits ?? null)
    this.shape = rowShape(check.mapping, check.tag)
    this.repeats = new Repeats(check.facts.rows)
  }

  /** Reads the file through once. */
  static async read(check: Check, { signal, onProgress }: CheckOptions): Promise<CheckedFile> {
    const file = new CheckedFile(check)
    let rows = 0
    for await (const batch of file.#read()) {
      signal?.throwIfAborted()
      for (const row of batch) file.#note(row)
      rows += batch.length
      onProgress?.('reading', rows)
    }
    return file
  }

  /** Its rows, batch by batch, ready to be decided; `corrected` where that makes a difference. */
  async *batches({ signal, onProgress }: CheckOptions) {
    let done = 0
    for await (const batch of this.#read()) {
      signal?.throwIfAborted()
      const read = batch.map((row) => rowInput(withEdits(row, this.#check.edits ?? null), this.shape))
      const rows = await withMailChecks(read, this.shape)
      const corrected = this.#corrected(batch, rows)
      yield { rows, corrected: corrected && (await withMailChecks(corrected, this.shape)) }
      done += batch.length
      onProgress?.('comparing', done)
    }
  }

  #read(): AsyncGenerator<FileRow[]> {
    const { path, facts } = this.#check
    return readBatches(path, facts, {
      afterRow: facts.headerRow,
      size: env().BATCH_ROWS,
      limits: fileLimits(),
    })
  }

  #note(read: FileRow): void {
    const row = this.#edited(read)
    const input = rowInput(row, this.shape)
    if (input.kind === 'lead') this.repeats.note(input.email)
    const meant = suggestionFor(input)
    if (meant === null) return
    this.corrections.found++
    if (this.corrections.found > this.#editsLeft) return
    this.corrections.edits[row.row] = { [this.shape.emailAt]: meant }
    this.repeats.note(meant)
  }

  #edited(read: FileRow): FileRow {
    const row = withEdits(read, this.#check.edits ?? null)
    if (row === read || row.kind !== 'cells' || read.kind !== 'cells') return row
    for (const [column, after] of Object.entries(this.#check.edits?.[row.row] ?? {})) {
      const before = read.cells[Number(column)]
      if (before === undefined || this.edited.length >= editedMax) continue
      this.edited.push({ row: row.row, column: Number(column), before: ` ${before}`.slice(1, 501), after })
    }
    return row
  }

  #corrected(batch: readonly FileRow[], rows: readonly RowInput[]): RowInput[] | null {
    let any = false
    const corrected = rows.map((input, at) => {
      const edits = suggestionFor(input) === null ? undefined : this.corrections.edits[input.row]
      if (edits === undefined) return input
      any = true
      const row = withEdits(batch[at]!, this.#check.edits ?? null)
      return rowInput(withEdits(row, this.corrections.edits), this.shape)
    })
    return any ? corrected : null
  }
}

/** The address that a mistyped one was probably meant to be. */
function suggestionFor(input: RowInput): string | null {
  if (input.kind !== 'rejected' || input.rejection.code !== 'email_invalid') return null
  return input.rejection.detail
}
