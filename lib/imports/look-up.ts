import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { PiecePool } from './piece-pool'

/** An account of fewer leads is read in a moment, whatever the plan. */
const largeAccount = 20_000

/**
 * How the leads of many emails are found. At best in one scan of the unique key for all of them, a third of the cost of
 * a probe each. But which index that takes is the planner's choice, and where its statistics are older than the account
 * it may read the whole account instead. So it is asked in each batch what it would do, once told to look again where
 * that is wrong, and else given a form in which nothing is left to choose: one probe per email. What one transaction
 * was told need not hold for another: it does not see statistics that are not committed yet.
 */
export class LeadLookUp {
  #byKey = new WeakMap<Tx, boolean>()
  #analyzed = false
  #batch = 0
  readonly #pool = new PiecePool()
  /** How many rows may be looked up at a time, as far as those looked up last tell: leads may hold very much. */
  rowsFit = Number.POSITIVE_INFINITY

  /** A batch begins in this transaction: what was looked up for the one before the last is done with. */
  begin(tx: Tx): void {
    this.#byKey.delete(tx)
    this.#pool.free(this.#batch++)
  }

  /** A text in UTF-8, in memory that is used again once the batch after this one is done with. */
  bytesOf(text: string): Buffer {
    const length = Buffer.byteLength(text)
    const piece = this.#pool.take(length)
    this.#pool.keep(piece, this.#batch)
    piece.write(text)
    return piece.subarray(0, length)
  }

  /** SQL of a FROM: the leads `l` that account $1 has of the emails in $2, a line each. */
  async from(tx: Tx, accountId: AccountId, leadCount: number): Promise<string> {
    const byKey = this.#byKey.get(tx) ?? (await this.#wouldGoByKey(tx, accountId, leadCount))
    this.#byKey.set(tx, byKey)
    return byKey ? leadsByKey : leadOfEach('*')
  }

  async #wouldGoByKey(tx: Tx, accountId: AccountId, leadCount: number): Promise<boolean> {
    if (await goesByKey(tx, accountId)) return true
    if (this.#analyzed || leadCount < largeAccount) return false
    this.#analyzed = true
    await tx.query('ANALYZE (SKIP_LOCKED) leads (account_id, email)')
    return goesByKey(tx, accountId)
  }
}

/** The emails stand in a query of their own, so that the plan does not depend on them and costs nothing to make. */
const leadsByKey = `leads AS l WHERE l.account_id = $1 AND l.email = ANY((SELECT string_to_array($2, E'\\n'))::text[])`

/**
 * SQL: each email of $2 that a lead `l` of account $1 has. One probe of the unique key per email, whatever the planner
 * knows of the table. Without LATERAL it may read the whole account for every batch. And the account is hidden from it
 * in a SELECT of its own: by statistics from before the account had leads it would take it for empty, and read it
 * through any index that begins with the account, for every email.
 */
export function leadOfEach(columns: string): string {
  return `unnest(string_to_array($2, E'\\n')) AS e(email)
     CROSS JOIN LATERAL (SELECT ${columns} FROM leads WHERE account_id = (SELECT $1::uuid) AND email = e.email LIMIT 1) AS l`
}

type Plan = { 'Index Name'?: string; 'Index Cond'?: string; Plans?: Plan[] }

async function goesByKey(tx: Tx, accountId: AccountId): Promise<boolean> {
  const { rows } = await tx.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `EXPLAIN (FORMAT JSON, COSTS OFF) SELECT l.id FROM ${leadsByKey}`,
    [accountId, ''],
  )
  return isByKey(rows[0]!['QUERY PLAN'][0]!.Plan)
}

function isByKey(plan: Plan): boolean {
  if (plan['Index Name'] === 'leads_account_id_email_key') return / ANY /.test(plan['Index Cond'] ?? '')
  return plan.Plans?.some(isByKey) ?? false
}
