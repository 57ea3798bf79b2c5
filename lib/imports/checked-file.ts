import { env } from '../env'
import type { Check, CheckOptions } from './check'
import type { EditedCell } from './check-result'
import { cellsEdited, type Edits, editsMax } from './edits'
import { fileLimits } from './limits'
import { withMailChecks } from './mail-checks'
import { OwnRows } from './own-rows'
import { readBatches } from './read'
import { readInputs } from './read-inputs'
import { Repeats } from './repeats'
import { type RowInput, type RowShape, rowShape } from './row'
import { shownCell } from './shown-cell'

/** Most corrected cells a check lists. */
const editedMax = 200

/** A file while it is checked: its rows as corrected so far and as they could be, and which emails it repeats. */
export class CheckedFile {
  readonly #check: Check
  readonly shape: RowShape
  readonly repeats: Repeats
  /** The cells that were corrected, with what the file says. */
  edited: EditedCell[] = []
  /** The mistyped addresses, as many as may be edited. */
  readonly corrections: { edits: Edits; found: number } = { edits: {}, found: 0 }
  /** How many cells may still be edited. */
  readonly #editsLeft: number
  /** The rows of `corrections` as they would then be. */
  readonly #corrected = new Map<number, RowInput>()

  private constructor(check: Check) {
    this.#check = check
    this.#editsLeft = editsMax - cellsEdited(check.edits ?? null)
    this.shape = rowShape(check.mapping, check.tag)
    this.repeats = new Repeats(check.facts.rows)
  }

  /** Reads the file through once, and the rows that are corrected, or could be, once more. */
  static async read(check: Check, { signal, onProgress }: CheckOptions): Promise<CheckedFile> {
    const file = new CheckedFile(check)
    let rows = 0
    for await (const batch of file.#inputs(check.edits ?? null)) {
      signal?.throwIfAborted()
      for (const row of batch) file.#note(row)
      rows += batch.length
      onProgress?.('reading', rows)
    }
    await file.#readCorrected()
    await file.#readEdited()
    return file
  }

  /**
   * Its rows, batch by batch, ready to be decided; `corrected` where that makes a difference. A batch is good until the
   * one after the next is asked for (see readInputs), so ask one ahead and no more.
   */
  async *batches({ signal, onProgress }: CheckOptions) {
    let done = 0
    for await (const read of this.#inputs(this.#check.edits ?? null)) {
      signal?.throwIfAborted()
      const rows = await withMailChecks(read, this.shape)
      const differs = this.#corrected.size > 0 && rows.some(({ row }) => this.#corrected.has(row))
      const corrected = differs ? rows.map((input) => this.#corrected.get(input.row) ?? input) : null
      yield { rows, corrected: corrected && (await withMailChecks(corrected, this.shape)) }
      done += rows.length
      onProgress?.('comparing', done)
    }
  }

  #inputs(edits: Edits | null, only: OwnRows | null = null): AsyncGenerator<RowInput[]> {
    const { path, facts } = this.#check
    return readInputs(path, facts, this.shape, { ...this.#place(), edits, only })
  }

  #place() {
    return { afterRow: this.#check.facts.headerRow, size: env().BATCH_ROWS, limits: fileLimits() }
  }

  #note(input: RowInput): void {
    if (input.kind === 'lead') this.repeats.note(input.email)
    const meant = suggestionFor(input)
    if (meant === null) return
    this.corrections.found++
    if (this.corrections.found > this.#editsLeft) return
    this.corrections.edits[input.row] = { [this.shape.emailAt]: ` ${meant}`.slice(1) }
    this.repeats.note(meant)
  }

  async #readCorrected(): Promise<void> {
    const { edits } = this.corrections
    if (this.corrections.found === 0) return
    const merged = { ...this.#check.edits }
    for (const [row, cells] of Object.entries(edits)) merged[row] = { ...merged[row], ...cells }
    for await (const rows of this.#inputs(merged, rowsOf(edits)))
      for (const input of rows) this.#corrected.set(input.row, input)
  }

  async #readEdited(): Promise<void> {
    const { path, facts, edits } = this.#check
    if (!edits || cellsEdited(edits) === 0) return
    const place = { ...this.#place(), only: rowsOf(edits) }
    for await (const rows of readBatches(path, facts, place)) {
      for (const read of rows) {
        if (read.kind !== 'cells') continue
        for (const [column, after] of Object.entries(edits[read.row] ?? {})) {
          const before = read.cells[Number(column)]
          if (before === undefined || this.edited.length >= editedMax) continue
          this.edited.push({
            row: read.row,
            column: Number(column),
            before: shownCell(` ${before}`.slice(1)),
            after,
          })
        }
      }
    }
  }
}

/** The address that a mistyped one was probably meant to be. */
function suggestionFor(input: RowInput): string | null {
  if (input.kind !== 'rejected' || input.rejection.code !== 'email_invalid') return null
  return input.rejection.detail
}

/** Keys that are whole numbers come in rising order. */
function rowsOf(edits: Edits): OwnRows {
  return new OwnRows(Int32Array.from(Object.keys(edits), Number))
}
