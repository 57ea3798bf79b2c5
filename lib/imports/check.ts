import type { AccountState } from '../accounts/lock'
import { snapshot } from '../db/cursor'
import type { AccountId, CampaignId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { customFieldNames } from '../leads/custom-fields/queries'
import type { EmailStatus } from '../leads/email-status'
import type { CheckResult, Counterfactual } from './check-result'
import { samplesOf } from './check-samples'
import { decideOnTracks, emailsKeptOn, memoryOf, stateOf, type Track, tracksOf } from './check-tracks'
import { CheckedFile } from './checked-file'
import { customColumns } from './custom-columns'
import { type Rules, tagRule } from './decide'
import type { Edits } from './edits'
import type { FileFacts } from './file-facts'
import { type Asker, askForPiece, emailsOf, loadKnownButLeads } from './known'
import { LeadLookUp } from './look-up'
import type { Mapping } from './mapping'
import { readAhead } from './read-ahead'
import { foldReport, type Report } from './report'
import type { Tally } from './tally'

export type Check = {
  path: string
  facts: FileFacts
  mapping: Mapping
  update: boolean
  blankCells: 'keep' | 'clear'
  campaignId: CampaignId | null
  /** Given to every lead of the import. */
  tag?: string | null
  /** Cells corrected on the page. */
  edits?: Edits | null
}

export type CheckStage = 'reading' | 'comparing'

export type CheckOptions = {
  /** Stops it: it throws the signal's reason. */
  signal?: AbortSignal
  /** Told after each batch how many rows of the file this stage has done. */
  onProgress?: (stage: CheckStage, rows: number) => void
  /** Entries of about 100 bytes that may be remembered; for tests. */
  memoryMax?: number
}

/** So many emails stand more than once in the file that what becomes of them cannot be remembered. */
export class TooManyRepeats extends Error {}

const memoryMax = 500_000

/**
 * What this import would come to if it ran now, and what it would come to after each remedy: by the same engine, in one
 * pass, writing nothing. Sees one moment of the account. Reads the file once before, to learn which emails stand in it
 * more than once: only these are remembered while it runs.
 * @throws TooManyRepeats; the signal's reason; what disk and database throw
 */
export async function checkFile(
  accountId: AccountId,
  check: Check,
  options: CheckOptions = {},
): Promise<CheckResult> {
  const custom = customColumns(check.mapping, await customFieldNames(accountId))
  const mapping = custom.kind === 'done' ? custom.value.mapping : check.mapping
  const file = await CheckedFile.read({ ...check, mapping }, options)
  return snapshot(async (tx) => {
    const account = await readAccount(tx, accountId)
    const campaign = await readCampaign(tx, accountId, check.campaignId)
    const pass = passOf(accountId, check, { file, account, campaign })
    const samples = samplesOf()
    let forecastOnly = false
    for await (const batch of readAhead(known(tx, file, { account, asker: pass.asker, options }))) {
      samples.add(decideOnTracks(pass.tracks, batch, file.repeats))
      const roomLeft = () => memoryOf(pass.tracks) <= (options.memoryMax ?? memoryMax)
      if (roomLeft()) continue
      forecastOnly = true
      pass.tracks.length = 1
      if (!roomLeft()) throw new TooManyRepeats()
    }
    const report = (sum: Tally) => reportOf(sum, account, campaign)
    const [chosen] = pass.tracks
    const sum = stateOf(chosen!).sum
    return {
      at: account.at.toISOString(),
      change: account.changesLast,
      report: report(sum),
      counterfactuals: [
        ...counterfactualsOf(pass.tracks, report),
        ...campaignTakesAll(sum, campaign, report),
      ],
      samples: await samples.named(tx, accountId),
      emailColumn: file.shape.emailAt,
      corrections: file.corrections,
      edited: file.edited,
      forecastOnly,
      emailsKept: emailsKeptOn(pass.tracks),
    }
  })
}

type Asking = { account: AccountState; asker: Asker; options: CheckOptions }

/**
 * The batches of the file with what the account knows of them: the next is looked up while one is decided. A batch
 * comes in parts where its leads hold too much to be in memory together.
 */
async function* known(tx: Tx, file: CheckedFile, { account, asker, options }: Asking) {
  for await (const batch of file.batches(options)) {
    for (let at = 0; at < batch.rows.length; ) {
      const part = (count: number) => ({
        rows: batch.rows.slice(at, at + count),
        corrected: batch.corrected?.slice(at, at + count) ?? null,
      })
      const emails = (count: number) => {
        const { rows, corrected } = part(count)
        return emailsOf(corrected ? [...rows, ...corrected] : rows)
      }
      const piece = await askForPiece(tx, asker, account, batch.rows.length - at, emails)
      const others = await loadKnownButLeads(tx, asker, account, emails(piece.rows))
      yield { ...part(piece.rows), known: { ...others, leads: await piece.looked.leads() } }
      at += piece.rows
    }
  }
}

/** The dry run: the report this import would have if it ran now. */
export async function checkImport(accountId: AccountId, check: Check): Promise<Report> {
  return (await checkFile(accountId, check)).report
}

type Campaign = { name: string; rejects: EmailStatus[] }
type Moment = AccountState & { at: Date }
type Seen = { file: CheckedFile; account: Moment; campaign: Campaign | null }

/** What a pass over the file needs. Values of leads are always asked for: one of the tracks updates. */
function passOf(
  accountId: AccountId,
  check: Check,
  { file, account, campaign }: Seen,
): { asker: Asker; tracks: Track[] } {
  const { fields } = file.shape
  const rules: Rules = {
    fields,
    update: check.update,
    blankCells: check.blankCells,
    campaignRejects: campaign ? new Set(campaign.rejects) : null,
    tags: tagRule(file.shape, check.blankCells),
  }
  const asker = {
    accountId,
    number: null,
    fields,
    update: true,
    campaignId: check.campaignId,
    turnedAway: false,
    touched: null,
    lookUp: new LeadLookUp(),
  }
  const corrections = Object.keys(file.corrections.edits).length
  return { asker, tracks: tracksOf({ rules, account, rows: check.facts.rows, corrections }, file.repeats) }
}

function counterfactualsOf(tracks: readonly Track[], report: (sum: Tally) => Report): Counterfactual[] {
  return tracks.flatMap((track) =>
    track.remedy ? [{ remedy: track.remedy, report: report(stateOf(track).sum) }] : [],
  )
}

/** A campaign that rejects nobody would take whom it rejects now: nothing else depends on its rule. */
function campaignTakesAll(
  sum: Tally,
  campaign: Campaign | null,
  report: (sum: Tally) => Report,
): Counterfactual[] {
  if (!campaign || campaign.rejects.length === 0) return []
  const rejected = Object.values(sum.campaign.rejected).reduce((total, count) => total + count, 0)
  const taken = { ...sum.campaign, added: sum.campaign.added + rejected, rejected: {} }
  return [{ remedy: { kind: 'campaign_takes_all' }, report: report({ ...sum, campaign: taken }) }]
}

function reportOf(sum: Tally, account: Moment, campaign: Campaign | null): Report {
  return foldReport([sum], {
    campaignName: campaign?.name ?? null,
    leadsBefore: account.leadCount,
    leadsAfter: account.leadCount + sum.added,
    othersDuring: { added: 0, deleted: 0 },
  })
}

async function readAccount(tx: Tx, accountId: AccountId): Promise<Moment> {
  const { rows } = await tx.query<{
    lead_count: number
    leads_max: number | null
    changes_last: number
    at: Date
  }>('SELECT lead_count, leads_max, changes_last, now() AS at FROM accounts WHERE id = $1', [accountId])
  const row = rows[0]
  if (!row) throw new Error('The account is gone.')
  return {
    id: accountId,
    leadCount: row.lead_count,
    leadsMax: row.leads_max,
    changesLast: row.changes_last,
    at: row.at,
  }
}

async function readCampaign(
  tx: Tx,
  accountId: AccountId,
  campaignId: CampaignId | null,
): Promise<Campaign | null> {
  if (campaignId === null) return null
  const { rows } = await tx.query<Campaign>(
    'SELECT name, to_json(rejects) AS rejects FROM campaigns WHERE account_id = $1 AND id = $2',
    [accountId, campaignId],
  )
  return rows[0] ?? null
}
