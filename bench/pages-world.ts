import { join } from 'node:path'
import { auth } from '../lib/auth/better-auth'
import { createCampaign } from '../lib/campaigns/mutations'
import { pool } from '../lib/db/client'
import type { AccountId } from '../lib/db/ids'
import { makeAccount } from '../prisma/factories/account'
import { orThrow } from '../prisma/factories/or-throw'
import { type Owner, startWorkerProcess, stopWorkerProcess, timeImport } from './import-run'
import { writeCsv } from './lead-data'

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
  /** Number of an import whose rows were all rejected, for one reason. */
  rejected: number
  /** Where the other account's leads stand. */
  csv: string
  other: Owner
}

const importsShown = 50

/** Imports `rows` leads, the same file again (every row is rejected), and fills a page of the history with such imports. */
export async function makePagesWorld(rows: number, folder: string): Promise<PagesWorld> {
  const [email, password] = ['pages@bench.test', 'correct horse battery staple']
  const owner = await makeAccount({ plan: 'unlimited', email, password })
  const csv = join(folder, 'pages.csv')
  await writeCsv(csv, rows)
  const worker = startWorkerProcess()
  let added: number
  let rejected: number
  try {
    added = (await timeImport(owner, csv, { update: false })).view.number
    rejected = (await timeImport(owner, csv, { update: false })).view.number
  } finally {
    await stopWorkerProcess(worker)
  }
  await repeatImport(owner.accountId, rejected)
  const campaign = await fillCampaign(owner.accountId)
  await fillDeleted(owner.accountId)
  const lead = await someLead(owner.accountId)
  await pool().query('VACUUM ANALYZE') // as autovacuum would soon
  const cookie = await signedIn(email, password)
  const other = await makeAccount({ plan: 'unlimited' })
  return { slug: owner.slug, cookie, added, rejected, campaign, lead, csv, other }
}

/** Puts every second lead into a campaign. */
async function fillCampaign(accountId: AccountId): Promise<string> {
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4 outbound', rejects: [] }))
  const { rowCount } = await pool().query(
    `INSERT INTO campaign_leads (account_id, campaign_id, lead_id)
     SELECT $1, $2, id FROM leads WHERE account_id = $1 AND import_row % 2 = 0 ORDER BY id`,
    [accountId, id],
  )
  await pool().query('UPDATE campaigns SET lead_count = $3 WHERE account_id = $1 AND id = $2', [
    accountId,
    id,
    rowCount,
  ])
  return id
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

async function signedIn(email: string, password: string): Promise<string> {
  const answer = await auth().api.signInEmail({ body: { email, password }, asResponse: true })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (!answer.ok || cookies.length === 0) throw new Error(`Signing in gave ${answer.status}.`)
  return cookies.join('; ')
}
