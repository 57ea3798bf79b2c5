import { join } from 'node:path'
import { auth } from '../lib/auth/better-auth'
import { createCampaign } from '../lib/campaigns/mutations'
import { pool } from '../lib/db/client'
import type { AccountId, EmailKey } from '../lib/db/ids'
import { hashOfEmail } from '../lib/deleted-emails/hash'
import type { Mapping } from '../lib/imports/mapping'
import { makeAccount } from '../prisma/factories/account'
import { orThrow } from '../prisma/factories/or-throw'
import { type Owner, startWorkerProcess, stopWorkerProcess, timeImport } from './import-run'
import { writeCsv } from './lead-data'
import { addedFirst, deletedEmail, writeRejectedRows } from './rejected-rows'

/** An account with many leads and long imports, somebody who may see it, and another account that imports. */
export type PagesWorld = {
  slug: string
  /** Cookie header of a signed-in member. */
  cookie: string
  /** A campaign that half of the leads are in, and one of the leads. */
  campaign: string
  lead: string
  /** Number of the import that added the leads. */
  added: number
  /** Number of one that found them again, changed every tenth and offered them all to the campaign. */
  modified: number
  /** Number of an import that rejected as many rows, for every reason there is. */
  rejected: number
  /** Where the other account's leads stand, and how many they are. */
  csv: string
  rows: number
  other: Owner
  /** Cookie header of its member. */
  otherCookie: string
}

const importsShown = 50
const password = 'correct horse battery staple'

/** Three imports of `rows` rows, a campaign, deleted leads, and a page of the history full of such imports. */
export async function makePagesWorld(rows: number, folder: string): Promise<PagesWorld> {
  const owner = await makeAccount({ plan: 'unlimited', email: 'pages@bench.test', password })
  const worker = startWorkerProcess()
  const csv = join(folder, 'pages.csv')
  try {
    await writeCsv(csv, rows)
    const added = (await timeImport(owner, csv, { update: false })).view.number
    const { campaign, modified } = await importAgain(owner, rows, folder)
    const rejected = await importRejected(owner, rows, folder)
    await repeatImport(owner.accountId, rejected)
    await fillDeleted(owner.accountId)
    const lead = await someLead(owner.accountId)
    await pool().query('VACUUM ANALYZE') // as autovacuum would soon
    const other = await makeAccount({ plan: 'unlimited', email: 'other@bench.test', password })
    const [cookie, otherCookie] = [await signedIn('pages@bench.test'), await signedIn('other@bench.test')]
    return {
      slug: owner.slug,
      cookie,
      added,
      modified,
      rejected,
      campaign,
      lead,
      csv,
      rows,
      other,
      otherCookie,
    }
  } finally {
    await stopWorkerProcess(worker)
  }
}

/** The leads again with other titles here and there, into a campaign that turns away half of them. */
async function importAgain(owner: Owner, rows: number, folder: string) {
  const asked = { name: 'Q4 outbound', rejects: ['risky', 'unknown'] as const }
  const { id: campaign } = orThrow(await createCampaign(owner.accountId, asked))
  const csv = join(folder, 'again.csv')
  await writeCsv(csv, rows, (n) => (n % 10 === 0 ? 1 : 0))
  const { view } = await timeImport(owner, csv, { update: true, campaignId: campaign })
  return { campaign, modified: view.number }
}

/** Leaves room for half of the rows that were turned away because the account was full: what a report looks at most for. */
async function importRejected(owner: Owner, rows: number, folder: string): Promise<number> {
  const { accountId } = owner
  await pool().query('UPDATE accounts SET leads_max = $2 WHERE id = $1', [accountId, rows + addedFirst])
  const deleted = Array.from({ length: 1_000 }, (_, n) => hashOfEmail(accountId, deletedEmail(n) as EmailKey))
  await pool().query('INSERT INTO deleted_emails (account_id, email_hash) SELECT $1, unnest($2::bytea[])', [
    accountId,
    deleted,
  ])
  const csv = join(folder, 'rejected.csv')
  await writeRejectedRows(csv, rows, rows)
  const columns: Mapping = ['email', 'first_name', 'company']
  const { view } = await timeImport(owner, csv, { update: false, mapping: columns })
  if (view.report.counts.rejected !== rows)
    throw new Error(`${view.report.counts.rejected} rows were rejected instead of ${rows}.`)
  await pool().query('UPDATE accounts SET leads_max = $2 WHERE id = $1', [
    accountId,
    Math.round(rows * 1.05) + addedFirst,
  ])
  return view.number
}

const deletedMax = 100_000

/** Leads that were there once, beside those there are. */
async function fillDeleted(accountId: AccountId): Promise<void> {
  await pool().query(
    `INSERT INTO deleted_leads (account_id, id, email, lead, change)
     SELECT account_id, gen_random_uuid(), 'gone-' || email, to_jsonb(leads), 1 FROM leads WHERE account_id = $1 LIMIT $2`,
    [accountId, deletedMax],
  )
}

async function someLead(accountId: AccountId): Promise<string> {
  const { rows } = await pool().query<{ id: string }>('SELECT id FROM leads WHERE account_id = $1 LIMIT 1', [
    accountId,
  ])
  return rows[0]?.id ?? ''
}

/** The import and its spine again under further numbers, without the rows: the history reads no rows. */
async function repeatImport(accountId: string, number: number): Promise<void> {
  const columns =
    'file_id, user_id, mapping, "update", status, cursor_row, batches, created_at, started_at, finished_at'
  const batch = 'batch, row_first, row_last, tally, leads_before, leads_after, change, written_at'
  const among = [accountId, number, number + importsShown]
  await pool().query(
    `INSERT INTO imports (account_id, number, start_key, ${columns})
     SELECT account_id, n, gen_random_uuid(), ${columns} FROM imports, generate_series($2::int + 1, $3::int) AS n
     WHERE account_id = $1 AND number = $2`,
    among,
  )
  await pool().query(
    `INSERT INTO import_batches (account_id, import_number, ${batch})
     SELECT account_id, n, ${batch} FROM import_batches, generate_series($2::int + 1, $3::int) AS n
     WHERE account_id = $1 AND import_number = $2`,
    among,
  )
  await pool().query('UPDATE accounts SET imports_last = $2 WHERE id = $1', [
    accountId,
    number + importsShown,
  ])
}

async function signedIn(email: string): Promise<string> {
  const answer = await auth().api.signInEmail({ body: { email, password }, asResponse: true })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (!answer.ok || cookies.length === 0) throw new Error(`Signing in gave ${answer.status}.`)
  return cookies.join('; ')
}
