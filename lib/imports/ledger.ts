import { BinaryCopy } from '../db/copy'
import { type AccountId, type EmailKey, type LeadId, uuidBytes } from '../db/ids'
import type { Tx } from '../db/transaction'
import { emailSeparator } from './known'
import { idsOf } from './lead-ids'
import {
  type Change,
  type Decision,
  type ExistingLead,
  LeadAt,
  type LeadRef,
  type Outcome,
  type Rejection,
} from './outcome'
import { bucketOf } from './touched-rows'

const columns =
  'account_id, import_number, row, row_last, outcome, code, cause, detail, email, other_row, lead_id, changes, lead_ids'
const columnCount = 13

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

  /** Rows that found their leads as they are: a lead and an email each. */
  addUnchanged(rows: readonly Unchanged[]): void {
    this.#begin(rows[0]!.row, rows[rows.length - 1]!.row, 'unchanged')
    this.#end({ email: rows.map(({ email }) => email).join(emailSeparator) }, null, idsOf(rows).end())
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

  #end(
    { code, cause, detail, email, otherRow, lead }: Said,
    changes: readonly Change[] | null = null,
    leads: Buffer | null = null,
  ): void {
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
    else copy.text(JSON.stringify(changes))
    if (leads === null) copy.null()
    else copy.bytes(leads)
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

type Unchanged = { row: number; email: EmailKey; lead: ExistingLead }

/**
 * The ledger's entries of a batch, made ready to be sent (`end`): neighbouring rows that were added, blank or not
 * processed share one entry, and so do those of a bucket (see touched-rows.ts) that found their leads as they are;
 * every other row has its own. Together they cover each row exactly once.
 * @param idOf the id of a lead that a row of this batch added
 */
export function ledgerOf(
  tx: Tx,
  writer: { accountId: AccountId; number: number },
  decisions: readonly Decision[],
  idOf: (lead: LeadRef) => LeadId,
): LedgerCopy {
  const ledger = new LedgerCopy(tx, writer, idOf)
  for (let first = 0; first < decisions.length; ) first = addNext(ledger, decisions, first)
  return ledger
}

/** Adds the entry of the decision at `first`; gives where the next entry begins. */
function addNext(ledger: LedgerCopy, decisions: readonly Decision[], first: number): number {
  const decision = decisions[first]!
  if (spans(decision.outcome)) {
    let next = first + 1
    while (follows(decisions, next, decision.outcome.kind)) next++
    ledger.addSpan(decision.row, decisions[next - 1]!.row, decision.outcome.kind)
    return next
  }
  const unchanged = unchangedFrom(decisions, first)
  if (unchanged.length > 1) ledger.addUnchanged(unchanged)
  else ledger.add(decision)
  return first + Math.max(unchanged.length, 1)
}

/** The rows from `first` on that may share an entry because they found their leads as they are; perhaps none. */
function unchangedFrom(decisions: readonly Decision[], first: number): Unchanged[] {
  const rows: Unchanged[] = []
  for (let at = first; at < decisions.length; at++) {
    const { row, outcome } = decisions[at]!
    if (outcome.kind !== 'unchanged' || outcome.otherRow !== null || !('id' in outcome.lead)) break
    if (at > first && (row !== decisions[at - 1]!.row + 1 || bucketOf(row) !== bucketOf(rows[0]!.row))) break
    rows.push({ row, email: outcome.email, lead: outcome.lead })
  }
  return rows
}

/** Outcomes that say all there is to say by themselves; who was added at which row stands in the lead. */
function spans({ kind }: Outcome): boolean {
  return kind === 'added' || kind === 'blank' || kind === 'not_processed'
}

/** Whether the decision at `next` is of the row behind the one before it, and of this kind. */
function follows(decisions: readonly Decision[], next: number, kind: Outcome['kind']): boolean {
  const decision = decisions[next]
  return (
    decision !== undefined && decision.row === decisions[next - 1]!.row + 1 && decision.outcome.kind === kind
  )
}
