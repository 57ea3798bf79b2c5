import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { remedyLines } from '../../components/imports/remedy-text'
import { campaignByName } from '../../lib/campaigns/queries'
import { type AccountId, type CampaignId, newId } from '../../lib/db/ids'
import { checkFile } from '../../lib/imports/check'
import type { Counterfactual } from '../../lib/imports/check-result'
import { customColumns } from '../../lib/imports/custom-columns'
import type { FileFacts } from '../../lib/imports/file-facts'
import { counterfactualJson, importJson } from '../../lib/imports/import-json'
import { nextImportJob } from '../../lib/imports/job'
import { type Mapping, mappingFromNames, mappingOf, matchFile } from '../../lib/imports/mapping'
import { receiveFile, refusalOfMapping, requestCancel, startImport } from '../../lib/imports/mutations'
import { getImport, type ImportView } from '../../lib/imports/queries'
import type { Report } from '../../lib/imports/report'
import { customFieldNames } from '../../lib/leads/custom-fields/queries'
import { tagName } from '../../lib/leads/tags'
import { nextMailJob } from '../../lib/mail/job'
import { insertReportMails } from '../../lib/mail/report-mails'
import { type Arguments, oneOf } from './arguments'
import { inspected } from './inspected'
import { notesOn } from './notes'
import { print } from './print'
import { progressBar } from './progress-bar'
import { reportText } from './report-text'
import { Failed, WrongUsage } from './usage'
import { orFail, type Who, whoActs } from './who'

type Options = {
  update: boolean
  blankCells: 'keep' | 'clear'
  tag: string | null
  campaign: { id: CampaignId; name: string } | null
}

/** `import FILE`: runs it to its end and prints its report. Exit code 0 when it completed, else 1. */
export async function importCommand(args: Arguments): Promise<number> {
  const file = args.words[1]
  if (file === undefined || args.words.length > 2) throw new WrongUsage('Say which one file to import.')
  await access(file).catch(() => {
    throw new Failed(`There is no file ${file} that can be read.`)
  })
  const who = await whoActs(args)
  const options: Options = {
    update: args.flag('update'),
    blankCells: oneOf(args.text('blank-cells'), ['keep', 'clear'], '--blank-cells') ?? 'keep',
    tag: tagGiven(args),
    campaign: await campaignNamed(who.accountId, args.text('campaign')),
  }
  return args.flag('dry-run') ? dryRun(args, file, who, options) : realRun(args, file, who, options)
}

async function dryRun(args: Arguments, file: string, who: Who, options: Options): Promise<number> {
  const { update, blankCells, tag, campaign } = options
  const said = await inspected(file, async ({ facts, rowsPath, ...seen }) => {
    const mapping = await mappingFor(args, who.accountId, facts)
    const check = {
      path: rowsPath,
      facts,
      mapping,
      update,
      blankCells,
      campaignId: campaign?.id ?? null,
      tag,
    }
    const { report, counterfactuals } = await checkFile(who.accountId, check)
    const about = { name: path.basename(file), encoding: facts.encoding, delimiter: facts.delimiter, ...seen }
    const shown = importJson({ number: null, status: 'dry_run', file: about, options, report })
    return args.flag('json')
      ? JSON.stringify({ ...shown, counterfactuals: counterfactuals.map(counterfactualJson) })
      : [reportText(shown), ...remedyText(report, counterfactuals, campaign?.name ?? null)].join('\n')
  })
  await print(said)
  return 0
}

/** "What would change this", for a terminal. */
function remedyText(report: Report, counterfactuals: readonly Counterfactual[], campaignName: string | null) {
  const lines = remedyLines(report, counterfactuals, { campaignName, largerPlan: false })
  const told = lines.filter(({ changes }) => changes)
  return told.length === 0
    ? []
    : ['What would change this:', ...told.map(({ deed, effect }) => `  ${deed} → ${effect}`)]
}

async function realRun(args: Arguments, file: string, who: Who, options: Options): Promise<number> {
  const given = { name: path.basename(file), stream: createReadStream(file), bytesDeclared: null }
  const received = orFail(await receiveFile(who.accountId, who.userId, given))
  const { number } = orFail(
    await startImport(who.accountId, who.userId, {
      startKey: newId(),
      fileId: received.fileId,
      mapping: await mappingFor(args, who.accountId, received.facts),
      update: options.update,
      blankCells: options.blankCells,
      campaignId: options.campaign?.id ?? null,
      tag: options.tag,
    }),
  )
  const view = await runToEnd(who.accountId, number)
  await deliverMails()
  const json = importJson(view)
  await print(args.flag('json') ? JSON.stringify(json) : reportText(json))
  if (view.failure) process.stderr.write(`${view.failure}\n`)
  return view.status === 'completed' ? 0 : 1
}

async function campaignNamed(accountId: AccountId, name: string | undefined): Promise<Options['campaign']> {
  if (name === undefined) return null
  const campaign = await campaignByName(accountId, name)
  if (!campaign) throw new Failed(`There is no campaign “${name}”. Make it with: campaign create "${name}"`)
  return { id: campaign.id, name: campaign.name }
}

function tagGiven(args: Arguments): string | null {
  const given = args.text('tag')
  if (given === undefined) return null
  const tag = tagName(given)
  if (tag === '') throw new WrongUsage('--tag takes a word or two, such as --tag "Q4 outbound".')
  return tag
}

async function mappingFor(args: Arguments, accountId: AccountId, facts: FileFacts): Promise<Mapping> {
  const given = args.text('map')
  const customFields = await customFieldNames(accountId)
  const matches = matchFile(facts, customFields)
  const matched = mappingOf(matches)
  const named =
    given === undefined ? matched : orFail(mappingFromNames(facts.columns, namesGiven(given), matched))
  const { mapping } = orFail(customColumns(named, customFields))
  const refusal = refusalOfMapping(mapping)
  if (refusal)
    throw new Failed(`${refusal} The file has: ${facts.columns.join(', ')}. Use --map '{"Column":"email"}'.`)
  for (const note of notesOn(facts, matches, mapping)) process.stderr.write(`${note}\n`)
  return mapping
}

function namesGiven(json: string): Record<string, string | null> {
  try {
    const names: unknown = JSON.parse(json)
    const entries = typeof names === 'object' && names !== null ? Object.entries(names) : []
    if (entries.length > 0 && entries.every(([, field]) => field === null || typeof field === 'string'))
      return Object.fromEntries(entries)
  } catch {
    // falls through: what is not JSON is said below
  }
  throw new WrongUsage('--map takes JSON like {"Mail":"email"}.')
}

/** Runs the import here, unless a worker has it already; then waits for it. Ctrl-C cancels the import. */
async function runToEnd(accountId: AccountId, number: number): Promise<ImportView> {
  const bar = progressBar()
  const cancel = () => void requestCancel(accountId, number)
  process.once('SIGINT', cancel)
  const watching = watch(accountId, number, bar)
  const never = new AbortController().signal
  while (!watching.ended()) {
    const job = await nextImportJob(insertReportMails, { accountId, number })
    if (job) await job.run(never)
    await pause(job ? 0 : 100)
  }
  const view = await watching.view
  process.off('SIGINT', cancel)
  return view
}

/** Looks at the import until it has ended. */
function watch(accountId: AccountId, number: number, bar: ReturnType<typeof progressBar>) {
  let ended = false
  const look = async (): Promise<ImportView> => {
    while (true) {
      const view = await getImport(accountId, number)
      if (!view) throw new Failed(`Import #${number} was deleted while it ran.`)
      if (view.finishedAt) {
        bar.clear()
        return view
      }
      bar.show(view.rowsDone, view.rowsTotal)
      await pause(150)
    }
  }
  const view = look().finally(() => {
    ended = true
  })
  return { view, ended: () => ended }
}

/** Sends what is due, so that the report is out when the command returns, also where no worker runs. */
async function deliverMails(): Promise<void> {
  const until = AbortSignal.timeout(20_000)
  while (!until.aborted) {
    const job = await nextMailJob()
    if (!job) return
    await job.run(until)
  }
}
