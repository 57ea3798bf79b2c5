import { BinaryCopy } from '../db/copy'
import { type AccountId, type LeadId, uuidBytes } from '../db/ids'
import type { Tx } from '../db/transaction'
import { type Change, type Decision, LeadAt, type LeadRef, type Outcome, type Rejection } from './outcome'

const columns =
  'account_id, import_number, row, row_last, outcome, code, cause, detail, email, other_row, lead_id, changes'
const columnCount = 12

/** Everything an entry may say besides its rows and its outcome. */
type Said = {
  code?: string | null
  cause?: string | null
  detail?: string | null
  email?: string | null
  otherRow?: number | null
  lead?: LeadRef
}

const nothing: Said = {}

/** The ledger's entries of one import on their way into the database. */
export class LedgerCopy {
  readonly #copy: BinaryCopy
  readonly #account: Buffer
  readonly #number: number
  readonly #idOf: (lead: LeadRef) => LeadId

  /** @param idOf the id of a lead that a row of this batch added */
  constructor(
    tx: Tx,
    { accountId, number }: { accountId: AccountId; number: number },
    idOf: (lead: LeadRef) => LeadId = idOfNone,
  ) {
    this.#copy = new BinaryCopy(tx, `import_rows (${columns})`)
    this.#account = uuidBytes(accountId)
    this.#number = number
    this.#idOf = idOf
  }

  /** Rows that have nothing to say besides their outcome. */
  addSpan(row: number, rowLast: number, outcome: Outcome['kind']): void {
    this.#begin(row, rowLast, outcome)
    this.#end(nothing)
  }

  add({ row, outcome }: Decision): void {
    this.#begin(row, row, outcome.kind)
    if (outcome.kind === 'changed') this.#end(outcome, outcome.changes)
    else if (outcome.kind === 'unchanged') this.#end(outcome)
    else if (outcome.kind === 'rejected') this.#end(saidOf(outcome.email, outcome.rejection))
    else this.#end(nothing)
  }

  #begin(row: number, rowLast: number, outcome: Outcome['kind']): void {
    const copy = this.#copy
    copy.row(columnCount)
    copy.bytes(this.#account)
    copy.int(this.#number)
    copy.int(row)
    copy.int(rowLast)
    copy.text(outcome)
  }

  #end({ code, cause, detail, email, otherRow, lead }: Said, changes: readonly Change[] | null = null): void {
    const copy = this.#copy
    this.#text(code)
    this.#text(cause)
    this.#text(detail)
    this.#text(email)
    if (otherRow == null) copy.null()
    else copy.int(otherRow)
    if (lead === undefined) copy.null()
    else if (lead instanceof LeadAt) copy.uuidAt(lead.bytes, lead.at)
    else copy.uuid(this.#idOf(lead))
    if (changes === null) copy.null()
    else copy.json(JSON.stringify(changes))
  }

  #text(text: string | null | undefined): void {
    if (text == null) this.#copy.null()
    else this.#copy.text(text)
  }

  get isFull(): boolean {
    return this.#copy.isFull
  }

  flush(): Promise<void> {
    return this.#copy.flush()
  }

  async end(): Promise<void> {
    await this.#copy.end()
  }
}

/** The most frequent reason is stored at its shortest: its cause follows from whether there is another row. */
function saidOf(email: string | null, rejection: Rejection): Said {
  const { code } = rejection
  switch (code) {
    case 'email_missing':
      return { code, email }
    case 'email_permanently_deleted':
    case 'max_leads_reached':
      return { code, email, detail: rejection.detail }
    case 'already_in_account':
      return { code, email, otherRow: rejection.cause === 'repeated_in_file' ? rejection.otherRow : null }
    default:
      return { code, email, cause: rejection.cause, detail: rejection.detail }
  }
}

function idOfNone(): never {
  throw new Error('These entries tell of no lead.')
}

/**
 * Writes the ledger entries of a batch: neighbouring rows that were added, blank or not processed share one entry,
 * every other row has its own. Together they cover each row exactly once.
 * @param idOf the id of a lead that a row of this batch added
 */
export async function writeLedger(
  tx: Tx,
  writer: { accountId: AccountId; number: number },
  decisions: readonly Decision[],
  idOf: (lead: LeadRef) => LeadId,
): Promise<void> {
  const ledger = new LedgerCopy(tx, writer, idOf)
  let first = 0
  while (first < decisions.length) {
    if (ledger.isFull) await ledger.flush()
    const decision = decisions[first]!
    let last = first
    if (spans(decision.outcome)) {
      while (follows(decisions[last]!, decisions[last + 1], decision.outcome.kind)) last++
      ledger.addSpan(decision.row, decisions[last]!.row, decision.outcome.kind)
    } else ledger.add(decision)
    first = last + 1
  }
  await ledger.end()
}

/** Outcomes that say all there is to say by themselves; who was added at which row stands in the lead. */
function spans({ kind }: Outcome): boolean {
  return kind === 'added' || kind === 'blank' || kind === 'not_processed'
}

function follows(decision: Decision, next: Decision | undefined, kind: Outcome['kind']): boolean {
  return next !== undefined && next.row === decision.row + 1 && next.outcome.kind === kind
}
