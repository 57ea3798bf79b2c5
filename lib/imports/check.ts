import type { LockedAccount } from '../accounts/lock'
import { snapshot } from '../db/cursor'
import type { AccountId, CampaignId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { env } from '../env'
import type { EmailStatus } from '../leads/email-status'
import { decideBatch, newProgress, type Rules, tagRule } from './decide'
import type { FileFacts } from './file-facts'
import { loadKnown } from './known'
import { fileLimits } from './limits'
import type { Mapping } from './mapping'
import { readBatches } from './read'
import { addTallies, foldReport, type Report, type Tally, tallyOf } from './report'
import { rowInput, rowShape } from './row'

export type Check = {
  path: string
  facts: FileFacts
  mapping: Mapping
  update: boolean
  blankCells: 'keep' | 'clear'
  campaignId: CampaignId | null
  /** Given to every lead of the import. */
  tag: string | null
}

/**
 * The dry run: the report this import would have if it ran now, by the same engine, writing nothing. Sees one moment
 * of the account. Remembers each distinct email of the file (about 200 bytes each) while it runs.
 */
export async function checkImport(accountId: AccountId, check: Check): Promise<Report> {
  return snapshot(async (tx) => {
    const account = await readAccount(tx, accountId)
    const campaign = await readCampaign(tx, accountId, check.campaignId)
    const shape = rowShape(check.mapping, check.tag)
    const rules: Rules = {
      fields: shape.fields,
      update: check.update,
      blankCells: check.blankCells,
      campaignRejects: campaign ? new Set(campaign.rejects) : null,
      tags: tagRule(shape, check.blankCells),
    }
    const asker = {
      accountId,
      number: null,
      fields: shape.fields,
      update: check.update,
      campaignId: check.campaignId,
      turnedAway: false,
    }
    const progress = newProgress()
    let sum: Tally = addTallies([])
    const place = { afterRow: check.facts.headerRow, size: env().BATCH_ROWS, limits: fileLimits() }
    for await (const fileRows of readBatches(check.path, check.facts, place)) {
      const rows = fileRows.map((row) => rowInput(row, shape))
      const known = await loadKnown(tx, asker, account, rows)
      sum = addTallies([sum, tallyOf(decideBatch(rows, known, rules, progress))])
    }
    return foldReport([sum], {
      campaignName: campaign?.name ?? null,
      leadsBefore: account.leadCount,
      leadsAfter: account.leadCount + sum.added,
      othersDuring: { added: 0, deleted: 0 },
    })
  })
}

async function readAccount(tx: Tx, accountId: AccountId): Promise<LockedAccount> {
  const { rows } = await tx.query<{ lead_count: number; leads_max: number | null; changes_last: number }>(
    'SELECT lead_count, leads_max, changes_last FROM accounts WHERE id = $1',
    [accountId],
  )
  const row = rows[0]
  if (!row) throw new Error('The account is gone.')
  return { id: accountId, leadCount: row.lead_count, leadsMax: row.leads_max, changesLast: row.changes_last }
}

async function readCampaign(tx: Tx, accountId: AccountId, campaignId: CampaignId | null) {
  if (campaignId === null) return null
  const { rows } = await tx.query<{ name: string; rejects: EmailStatus[] }>(
    'SELECT name, to_json(rejects) AS rejects FROM campaigns WHERE account_id = $1 AND id = $2',
    [accountId, campaignId],
  )
  return rows[0] ?? null
}
