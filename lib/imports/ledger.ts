import { BinaryCopy } from '../db/copy'
import { type AccountId, type LeadId, uuidBytes } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { Decision, LeadRef, Outcome, Rejection } from './outcome'

const columns =
  'account_id, import_number, row, row_last, outcome, code, cause, detail, email, other_row, lead_id, changes'
const columnCount = 12

/** Everything an entry may say besides its rows and its outcome. */
type Said = Partial<{
  code: string
  cause: string | null
  detail: string | null
  email: string | null
  otherRow: number | null
  leadId: LeadId
  changes: string
}>

/** The ledger's entries of one import on their way into the database. */
export class LedgerCopy {
  readonly #copy: BinaryCopy
  readonly #account: Buffer
  readonly #number: number

  constructor(tx: Tx, { accountId, number }: { accountId: AccountId; number: number }) {
    this.#copy = new BinaryCopy(tx, `import_rows (${columns})`)
    this.#account = uuidBytes(accountId)
    this.#number = number
  }

  add(row: number, rowLast: number, outcome: Outcome['kind'], said: Said): void {
    const copy = this.#copy
    copy.row(columnCount)
    copy.bytes(this.#account)
    copy.int(this.#number)
    copy.int(row)
    copy.int(rowLast)
    copy.text(outcome)
    this.#text(said.code)
    this.#text(said.cause)
    this.#text(said.detail)
    this.#text(said.email)
    if (said.otherRow == null) copy.null()
    else copy.int(said.otherRow)
    if (said.leadId === undefined) copy.null()
    else copy.uuid(said.leadId)
    if (said.changes === undefined) copy.null()
    else copy.json(said.changes)
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
  const ledger = new LedgerCopy(tx, writer)
  let first = 0
  while (first < decisions.length) {
    if (ledger.isFull) await ledger.flush()
    const { row, outcome } = decisions[first]!
    let last = first
    if (spans(outcome)) while (follows(decisions[last]!, decisions[last + 1], outcome.kind)) last++
    ledger.add(row, decisions[last]!.row, outcome.kind, saidOf(outcome, idOf))
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

const nothing: Said = {}

function saidOf(outcome: Outcome, idOf: (lead: LeadRef) => LeadId): Said {
  switch (outcome.kind) {
    case 'changed': {
      const { email, otherRow, lead, changes } = outcome
      return { email, otherRow, leadId: idOf(lead), changes: JSON.stringify(changes) }
    }
    case 'unchanged':
      return { email: outcome.email, otherRow: outcome.otherRow, leadId: idOf(outcome.lead) }
    case 'rejected':
      return { email: outcome.email, code: outcome.rejection.code, ...rejectionParts(outcome.rejection) }
    default:
      return nothing
  }
}

/** The most frequent reason is stored at its shortest: its cause follows from whether there is another row. */
function rejectionParts(rejection: Rejection): Said {
  switch (rejection.code) {
    case 'email_missing':
      return nothing
    case 'email_permanently_deleted':
    case 'max_leads_reached':
      return { detail: rejection.detail }
    case 'already_in_account':
      return rejection.cause === 'repeated_in_file' ? { otherRow: rejection.otherRow } : nothing
    default:
      return { cause: rejection.cause, detail: rejection.detail }
  }
}
