import type { CopyValue } from '../db/copy'
import type { LeadId } from '../db/ids'
import type { Decision, LeadRef, Outcome, Rejection } from './outcome'

/** Columns of `import_rows` after account and import, in the order of `ledgerEntries`. */
export const ledgerColumns = 'row, row_last, outcome, code, cause, detail, email, other_row, lead_id, changes'

type Entry = CopyValue[]

/**
 * The ledger entries of a batch: neighbouring rows that were added, blank or not processed share one entry,
 * every other row has its own. Together they cover each row exactly once.
 * @param idOf the id of a lead that a row of this batch added
 */
export function ledgerEntries(decisions: readonly Decision[], idOf: (lead: LeadRef) => LeadId): Entry[] {
  const entries: Entry[] = []
  let first = 0
  while (first < decisions.length) {
    const { row, outcome } = decisions[first]!
    if (!spans(outcome)) {
      entries.push(entryOf(row, outcome, idOf))
      first++
      continue
    }
    let last = first
    while (follows(decisions[last]!, decisions[last + 1], outcome.kind)) last++
    entries.push([row, decisions[last]!.row, outcome.kind, null, null, null, null, null, null, null])
    first = last + 1
  }
  return entries
}

/** Outcomes that say all there is to say by themselves; who was added at which row stands in the lead. */
function spans({ kind }: Outcome): boolean {
  return kind === 'added' || kind === 'blank' || kind === 'not_processed'
}

function follows(decision: Decision, next: Decision | undefined, kind: Outcome['kind']): boolean {
  return next !== undefined && next.row === decision.row + 1 && next.outcome.kind === kind
}

function entryOf(row: number, outcome: Outcome, idOf: (lead: LeadRef) => LeadId): Entry {
  switch (outcome.kind) {
    case 'changed':
    case 'unchanged': {
      const changes = outcome.kind === 'changed' ? JSON.stringify(outcome.changes) : null
      return [
        row,
        row,
        outcome.kind,
        null,
        null,
        null,
        outcome.email,
        outcome.otherRow,
        idOf(outcome.lead),
        changes,
      ]
    }
    case 'rejected': {
      const { code } = outcome.rejection
      const { cause, detail, otherRow } = rejectionParts(outcome.rejection)
      return [row, row, outcome.kind, code, cause, detail, outcome.email, otherRow, null, null]
    }
    default:
      throw new Error(`A row that is ${outcome.kind} shares an entry with its neighbours.`)
  }
}

/** The most frequent reason is stored at its shortest: its cause follows from whether there is another row. */
function rejectionParts(rejection: Rejection) {
  const none = { cause: null, detail: null, otherRow: null }
  switch (rejection.code) {
    case 'email_missing':
      return none
    case 'email_permanently_deleted':
    case 'max_leads_reached':
      return { ...none, detail: rejection.detail }
    case 'already_in_account':
      return rejection.cause === 'repeated_in_file' ? { ...none, otherRow: rejection.otherRow } : none
    default:
      return { ...none, cause: rejection.cause, detail: rejection.detail }
  }
}
