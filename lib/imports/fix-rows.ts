import type { LockedAccount } from '../accounts/lock'
import { streamRows } from '../db/cursor'
import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { parseEmail } from '../leads/email-address'
import { done, type Result, refused } from '../result'
import { type Edits, editsMax } from './edits'
import { codesOfFix, type FixKind } from './fix'
import type { Mapping } from './mapping'
import type { RejectionCode } from './outcome'
import type { Taken } from './taken'

/** The rows a fix takes up, and the cells of them that are read otherwise. */
export type RowsChosen = {
  codes: readonly RejectionCode[]
  /** No row behind this one; null: to the end. */
  last: number | null
  /** Only these rows; null: all of the codes. */
  rows: readonly number[] | null
  edits: Edits | null
}

type Asked = { kind: FixKind; emails?: ReadonlyMap<number, string> | 'suggested' }
type Parent = { number: number; mapping: Mapping }

/** `started`: another fix took exactly these rows up already, as after a double click. */
export type Choice = RowsChosen | { started: number }

export const nothingLeft = 'These rows were taken up again already. Reload the page to see where.'

/** Rejected rows `r` of import $2 of account $1 that no child took up yet. */
export const untakenSql = `FROM import_rows r WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'rejected'
  AND NOT EXISTS (SELECT FROM import_taken_rows t WHERE t.account_id = $1 AND t.parent_number = $2 AND t.row = r.row)`

/** Which rejected rows a fix takes. Under the account's lock what it gives is still true when it is written. */
export async function chooseRows(
  tx: Tx,
  account: LockedAccount,
  parent: Parent,
  { kind, emails }: Asked,
): Promise<Result<Choice>> {
  const all: RowsChosen = { codes: codesOfFix[kind], last: null, rows: null, edits: null }
  if (kind === 'room') {
    const { last } = await rowsThatFit(tx, account, parent.number)
    return last === null
      ? refused('There is no room for any of these rows. Delete leads or choose a larger plan first.')
      : done({ ...all, last })
  }
  if (kind !== 'edit') return done(all)
  if (emails === undefined) return refused('Correct at least one email.')
  if (emails !== 'suggested') return correctedRows(tx, account.id, parent, emails)
  const suggested = await suggestions(tx, account.id, parent.number)
  return suggested.size === 0 ? refused(nothingLeft) : done(editing(parent, suggested))
}

/**
 * How many of the rows that were turned away because the account was full have a place now, in file order: `last` is
 * the last of them, null when none has. A repeated email needs one place, an email that a lead has by now none.
 */
export async function rowsThatFit(
  tx: Tx,
  { id, leadsMax, leadCount }: Pick<LockedAccount, 'id' | 'leadsMax' | 'leadCount'>,
  number: number,
): Promise<{ fit: number; last: number | null }> {
  const free = leadsMax === null ? Number.POSITIVE_INFINITY : leadsMax - leadCount
  let fit = 0
  let last: number | null = null
  if (free <= 0) return { fit, last }
  const placed = new Set<string>()
  const rows = streamRows<{ row: number; email: string; there: boolean }>(
    tx,
    `SELECT r.row, r.email, EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.email = r.email) AS there
     ${untakenSql} AND r.code = 'max_leads_reached' ORDER BY r.row`,
    [id, number],
    { size: 2_000 },
  )
  for await (const { row, email, there } of rows) {
    if (!there) placed.add(email)
    if (placed.size > free) break
    fit++
    last = row
  }
  return { fit, last }
}

/** Row → the suggested address, of rows whose email looks mistyped; as many as one fix may edit. */
export async function suggestions(
  tx: Pick<Tx, 'query'>,
  accountId: AccountId,
  number: number,
): Promise<Map<number, string>> {
  const { rows } = await tx.query<{ row: number; detail: string }>(
    `SELECT r.row, r.detail ${untakenSql} AND r.code = 'email_invalid' AND r.detail IS NOT NULL ORDER BY r.row LIMIT $3`,
    [accountId, number, editsMax],
  )
  return new Map(rows.map(({ row, detail }) => [row, detail]))
}

async function correctedRows(
  tx: Tx,
  accountId: AccountId,
  parent: Parent,
  emails: ReadonlyMap<number, string>,
): Promise<Result<Choice>> {
  const wrong = [...emails].filter(([, email]) => parseEmail(email).kind !== 'email')
  if (wrong.length > 0) {
    const fields = wrong.map(([row, email]) => [
      String(row),
      email.trim() === '' ? 'Enter an email, or leave this row out.' : `“${email}” is not an email address.`,
    ])
    return { kind: 'invalid', fields: Object.fromEntries(fields) }
  }
  if (emails.size === 0) return refused('Correct at least one email.')
  if (emails.size > editsMax) return refused(`Correct at most ${editsMax} rows at a time.`)
  const rows = [...emails.keys()]
  const children = await childrenWith(tx, accountId, parent.number, rows)
  const same = children.find((child) => child.rows === rows.length)
  if (same) return done({ started: same.number })
  if (children.length > 0) return refused(takenMeanwhile(children.map((child) => child.number)))
  return done(editing(parent, emails))
}

function takenMeanwhile(numbers: readonly number[]): string {
  return `Some of these rows were taken up again in import #${numbers.join(', #')} meanwhile. Reload the page to see which are left.`
}

async function childrenWith(tx: Tx, accountId: AccountId, parent: number, rows: readonly number[]) {
  const { rows: found } = await tx.query<{ number: number; rows: number }>(
    `SELECT import_number AS number, count(*)::int AS rows FROM import_taken_rows
     WHERE account_id = $1 AND parent_number = $2 AND row = ANY($3::int[]) GROUP BY 1 ORDER BY 1`,
    [accountId, parent, rows],
  )
  return found
}

function editing({ mapping }: Parent, emails: ReadonlyMap<number, string>): RowsChosen {
  const emailAt = mapping.indexOf('email')
  const edits: Edits = {}
  for (const [row, email] of emails) edits[row] = { [emailAt]: email.trim() }
  return { codes: codesOfFix.edit, last: null, rows: [...emails.keys()], edits }
}

const chosenSql = `${untakenSql} AND r.code = ANY($3::rejection_code[]) AND ($4::int IS NULL OR r.row <= $4)
  AND ($5::int[] IS NULL OR r.row = ANY($5))`

/** What the chosen rows count as in the parent. */
export async function takenOf(
  tx: Tx,
  accountId: AccountId,
  parent: number,
  { codes, last, rows }: RowsChosen,
): Promise<Taken> {
  const { rows: found } = await tx.query<{ code: RejectionCode; cause: string; count: number }>(
    `SELECT r.code, ${causeSql('r')} AS cause, count(*)::int AS count ${chosenSql} GROUP BY 1, 2`,
    [accountId, parent, codes, last, rows],
  )
  const rejected: Taken['rejected'] = {}
  for (const { code, cause, count } of found) (rejected[code] ??= {})[cause] = count
  return { rejected, notProcessed: 0 }
}

/** SQL: under what cause a rejected entry counts in a tally. */
export function causeSql(entry: string): string {
  return `CASE WHEN ${entry}.code = 'max_leads_reached' THEN ${entry}.detail
    WHEN ${entry}.code = 'already_in_account' AND ${entry}.other_row IS NULL THEN 'existing_lead'
    WHEN ${entry}.code = 'already_in_account' THEN 'repeated_in_file'
    WHEN ${entry}.code IS NOT NULL THEN coalesce(${entry}.cause, 'all') END`
}

type Child = { parent: number; number: number; chosen: RowsChosen }

/** Gives the chosen rows to the child. The primary key lets each row of the parent be taken once. */
export async function takeRows(tx: Tx, accountId: AccountId, { parent, number, chosen }: Child) {
  const { codes, last, rows } = chosen
  await tx.query(
    `INSERT INTO import_taken_rows (account_id, parent_number, row, import_number)
     SELECT $1, $2, r.row, $6 ${chosenSql} ORDER BY r.row`,
    [accountId, parent, codes, last, rows, number],
  )
}
