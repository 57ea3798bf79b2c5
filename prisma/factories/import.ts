import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '../../lib/db/client'
import { type AccountId, type CampaignId, newId, type UserId } from '../../lib/db/ids'
import type { AtEnd } from '../../lib/imports/close'
import type { Edits } from '../../lib/imports/edits'
import { nextImportJob } from '../../lib/imports/job'
import { type Mapping, mappingOf, matchFile } from '../../lib/imports/mapping'
import { receiveFile, startImport } from '../../lib/imports/mutations'
import { getImport, type ImportView } from '../../lib/imports/queries'
import { startLoop } from '../../lib/jobs/loop'
import { customFieldNames } from '../../lib/leads/custom-fields/queries'
import { insertReportMails } from '../../lib/mail/report-mails'
import type { Result } from '../../lib/result'

type Owner = { accountId: AccountId; userId: UserId }
type Options = {
  name?: string
  mapping?: Mapping
  update?: boolean
  blankCells?: 'keep' | 'clear'
  campaignId?: CampaignId | null
  tag?: string | null
  remember?: boolean
  edits?: Edits | null
}

/** Receives `text` as a file and starts its import; columns are matched as the page would. */
export async function makeImport({ accountId, userId }: Owner, text: string | Buffer, options: Options = {}) {
  const {
    name = 'leads.csv',
    update = false,
    blankCells = 'keep',
    campaignId = null,
    tag = null,
    remember = false,
    edits = null,
  } = options
  const stream = Readable.from([Buffer.from(text)])
  const { fileId, facts } = orThrow(
    await receiveFile(accountId, userId, { name, stream, bytesDeclared: null }),
  )
  const mapping = options.mapping ?? mappingOf(matchFile(facts, await customFieldNames(accountId)))
  const start = { startKey: newId(), fileId, mapping, update, blankCells, campaignId, tag, remember, edits }
  return orThrow(await startImport(accountId, userId, start)).number
}

/** Runs whatever is due in this process until nothing is. Report mails are booked, not sent. */
export async function runDueImports(atEnd: AtEnd = insertReportMails): Promise<void> {
  const never = new AbortController().signal
  const next = () => nextImportJob(atEnd)
  for (let job = await next(); job; job = await next()) await job.run(never)
}

/** Receives, starts and runs an import, and gives back how it ended. */
export async function runImportOf(
  owner: Owner,
  text: string | Buffer,
  options: Options = {},
): Promise<ImportView> {
  const number = await makeImport(owner, text, options)
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  if (!view) throw new Error(`Import #${number} is gone.`)
  return view
}

/** A CSV of `count` leads l<from>@acme.test … with names and companies. */
export function csvOfLeads(count: number, from = 1): string {
  const lines = ['Email,First name,Company']
  for (let n = from; n < from + count; n++) lines.push(`l${n}@acme.test,Ana ${n},"Acme, Inc. ${n}"`)
  return `${lines.join('\n')}\n`
}

function orThrow<T>(result: Result<T>): T {
  if (result.kind === 'done') return result.value
  throw new Error(result.kind === 'refused' ? result.reason : JSON.stringify(result.fields))
}

/** Runs `count` workers in this process until every import has ended. */
export async function runWorkers(count: number): Promise<void> {
  const errors: unknown[] = []
  const source = { name: 'imports', atATime: count, claim: () => nextImportJob(insertReportMails) }
  const loop = startLoop([source], { idleMs: 10, onError: (error) => errors.push(error) })
  await until(async () => (await db().import.count({ where: { finishedAt: null } })) === 0)
  await loop.stop()
  if (errors.length > 0) throw new AggregateError(errors, 'A worker met errors.')
}

/** Asks again and again until the answer is yes; throws after `secondsMax`. */
export async function until(answer: () => Promise<boolean>, secondsMax = 120): Promise<void> {
  const deadline = performance.now() + secondsMax * 1000
  while (!(await answer())) {
    if (performance.now() > deadline) throw new Error(`Waited ${secondsMax} s in vain.`)
    await pause(20)
  }
}
