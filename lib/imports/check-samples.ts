import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { CheckResult, SampleRow } from './check-result'
import type { Decision, Rejection, RejectionCode } from './outcome'

/** Rejected rows of one reason that a check shows. */
const perReason = 20

/** Gathers the first rejected rows of each reason. */
export function samplesOf() {
  const samples: Partial<Record<RejectionCode, SampleRow[]>> = {}
  return {
    add(decisions: readonly Decision[]): void {
      for (const { row, outcome } of decisions) {
        if (outcome.kind !== 'rejected') continue
        const { email, rejection } = outcome
        const rows = (samples[rejection.code] ??= [])
        if (rows.length < perReason) rows.push(sampleOf(row, email, rejection))
      }
    },
    /** With what the account tells of the leads that are there already. */
    async named(tx: Tx, accountId: AccountId): Promise<CheckResult['samples']> {
      await nameLeads(tx, accountId, samples.already_in_account ?? [])
      return samples
    },
  }
}

/** Texts are copied: parts of what was read would keep all of it alive. */
function sampleOf(row: number, email: string | null, rejection: Rejection): SampleRow {
  return {
    row,
    email: email && ` ${email}`.slice(1),
    code: rejection.code,
    cause: 'cause' in rejection ? rejection.cause : null,
    detail: 'detail' in rejection ? rejection.detail : null,
    otherRow: 'otherRow' in rejection ? rejection.otherRow : null,
    addedBy: null,
  }
}

async function nameLeads(tx: Tx, accountId: AccountId, rows: SampleRow[]): Promise<void> {
  const existing = rows.filter((row) => row.cause === 'existing_lead')
  if (existing.length === 0) return
  const found = await tx.query<{ email: string; created_at: Date; import_number: number | null }>(
    'SELECT email, created_at, import_number FROM leads WHERE account_id = $1 AND email = ANY($2::text[])',
    [accountId, existing.map(({ email }) => email)],
  )
  const leads = new Map(found.rows.map((lead) => [lead.email, lead]))
  for (const row of existing) {
    const lead = leads.get(row.email ?? '')
    row.detail = lead?.created_at.toISOString() ?? null
    row.addedBy = lead?.import_number ?? null
  }
}
