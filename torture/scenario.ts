import { createCampaign } from '../lib/campaigns/mutations'
import { db, pool } from '../lib/db/client'
import type { Plan } from '../lib/db/generated/enums'
import type { AccountId, UserId } from '../lib/db/ids'
import { reportRowJson } from '../lib/imports/import-json'
import { eachReportRow } from '../lib/imports/report-rows'
import { verifyImport } from '../lib/imports/verify'
import { deleteLeadByEmail } from '../lib/leads/mutations'
import { keyOf, makeAccount, makeLeads } from '../prisma/factories/account'
import { makeImport } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { randomCsv } from './files'
import type { Random } from './random'

/** An account as it is before an import, and the import. */
export type Scenario = {
  text: string
  plan: Plan
  /** Leads l1@acme.test … that are there before. */
  leads: number
  /** How many of them are deleted permanently before. */
  deleted: number
  update: boolean
  blankCells: 'keep' | 'clear'
  campaign: boolean
}

export type Started = { accountId: AccountId; userId: UserId; number: number }

/** Anything that can be imported into anything, with about `rows` rows. */
export function randomScenario(random: Random, rows: number): Scenario {
  const leads = random.chance(0.6) ? random.int(1, 80) : 0
  const pool = random.chance(0.5) ? rows * 2 : Math.ceil(rows / 2)
  return {
    text: randomCsv(random, { rows, from: 1, pool }),
    plan: random.pick(['trial', 'starter', 'growth']),
    leads,
    deleted: random.int(0, Math.min(leads, 5)),
    update: random.chance(0.5),
    blankCells: random.pick(['keep', 'clear']),
    campaign: random.chance(0.5),
  }
}

/** Builds the account anew and starts the import; nobody has taken it up yet. */
export async function start(scenario: Scenario): Promise<Started> {
  const { accountId, userId } = await makeAccount({ plan: scenario.plan })
  if (scenario.leads > 0) await makeLeads(accountId, scenario.leads)
  for (let n = 1; n <= scenario.deleted; n++)
    orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(n), permanently: true }))
  const campaign = scenario.campaign
    ? orThrow(await createCampaign(accountId, { name: 'Spring', rejects: ['not_verified'] }))
    : null
  const { update, blankCells } = scenario
  const number = await makeImport({ accountId, userId }, scenario.text, {
    update,
    blankCells,
    campaignId: campaign?.id ?? null,
  })
  return { accountId, userId, number }
}

export async function hasEnded({ accountId, number }: Started): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM imports WHERE account_id = $1 AND number = $2 AND finished_at IS NOT NULL',
    [accountId, number],
  )
  return rowCount === 1
}

/** Lets the time of the lease pass. */
export async function endLease({ accountId }: Started): Promise<void> {
  await pool().query(
    "UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1 AND lease_until IS NOT NULL",
    [accountId],
  )
}

/** What is wrong with an import that ended: violations by name, and how many things were looked at. */
export async function wrongWith({
  accountId,
  number,
}: Started): Promise<{ wrong: string[]; checked: number }> {
  const verdicts = await verifyImport(accountId, number)
  if (!verdicts) return { wrong: ['The import is gone.'], checked: 1 }
  const found = await db().import.findFirst({ where: { accountId, number }, select: { finishedAt: true } })
  const mails = await db().mail.count({ where: { accountId, importNumber: number } })
  const wrong = verdicts
    .filter((verdict) => !verdict.holds)
    .map(({ name, found: seen }) => `${name}: ${seen}`)
  if (!found?.finishedAt) wrong.push('The import never ended.')
  else if (mails !== 1) wrong.push(`One person was to be mailed once: ${mails} mails.`)
  return { wrong, checked: verdicts.length + 2 }
}

/**
 * All that an import left behind, line by line: every row of its report and every lead of its account, without what
 * differs from run to run (ids, times). Two runs of one scenario leave the same.
 */
export async function traceOf({ accountId, number }: Started): Promise<string[]> {
  const lines: string[] = []
  await eachReportRow(accountId, number, 'all', (row) => {
    lines.push(JSON.stringify([reportRowJson(row), row.changes]))
  })
  const { rows } = await pool().query<object>(
    `SELECT l.email, l.first_name, l.last_name, l.company, l.title, l.phone, l.email_status, l.custom, l.import_row,
            (SELECT count(*) FROM campaign_leads m WHERE m.account_id = $1 AND m.lead_id = l.id) AS campaigns
     FROM leads l WHERE l.account_id = $1 ORDER BY l.email`,
    [accountId],
  )
  return [...lines, ...rows.map((row) => JSON.stringify(row))]
}

/** Where two traces part; null when they are the same. */
export function differenceOf(trace: readonly string[], untouched: readonly string[]): string | null {
  const at = untouched.findIndex((line, index) => line !== trace[index])
  if (at === -1 && trace.length === untouched.length) return null
  return `It left something else than an untouched run: ${trace[at] ?? 'nothing'} and not ${untouched[at] ?? 'nothing'}`
}
