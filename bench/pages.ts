import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { pool } from '../lib/db/client'
import { freePort } from '../lib/db/embedded-home'
import { type RejectionCode, rejectionCodes } from '../lib/imports/outcome'
import { makeImport } from '../prisma/factories/import'
import { buildWhenNeeded } from '../scripts/build'
import { startStack } from '../scripts/stack'
import { type Owner, startWorkerProcess, stopWorkerProcess } from './import-run'
import { mapping } from './lead-data'
import { onDatabaseOfItsOwn } from './own-database'
import { type Ask, askInTurn, asking, askSteadily, quantile } from './page-times'
import { makePagesWorld, type PagesWorld } from './pages-world'
import { blankEvery } from './rejected-rows'
import { markdown, writePart } from './table'

/** `goal`: what `value` must stay below. */
export type PageFigure = {
  what: string
  value: number
  unit: 'ms' | 'times'
  goal: number | null
  worst?: number
}

const msMax = 300
const timesMax = 2
const samples = 20
const steadySeconds = 20
/** Slower than this without an import, requests pile up: something else uses the machine. */
const idleMsMax = 1_000

/** Pages are built here, apart from those of `npm start` and of the tests. */
const dist = '.next-bench'

/**
 * Server time of each page of an account with `rows` leads and imports of `rows` rejected rows, then the p95 of six
 * pages at 20 requests a second, without and with an import running. A production build, on a database of its own.
 */
export async function benchPages(
  { format, write }: { format: 'table' | 'json'; write: boolean },
  rows = 1_000_000,
): Promise<void> {
  await buildWhenNeeded(dist)
  const figures: PageFigure[] = []
  const add = (figure: PageFigure) => {
    figures.push(figure)
    if (format === 'table') process.stdout.write(`${lineOf(figure)}\n`)
  }
  await onDatabaseOfItsOwn(async (folder) => {
    const world = await makePagesWorld(rows, folder)
    await withWebServer(async (port) => {
      const ask = asking(port, world.cookie)
      for (const [what, path] of pagesOf(world, rows)) add(await timesOf(ask, what, path))
      for (const [what, path] of dearPagesOf(world, rows))
        add({ ...(await timesOf(ask, what, path)), goal: null })
      add(await lookingFurther(ask, world))
      for (const figure of await besideAnImport(ask, asking(port, world.otherCookie), world)) add(figure)
    })
  })
  if (format === 'json')
    process.stdout.write(`${JSON.stringify({ object: 'pages', rows, figures }, null, 2)}\n`)
  if (write) await writePages(figures, rows)
}

/** What part of the rejected rows each reason has (bench/rejected-rows.ts). */
const shareOf: Record<RejectionCode, number> = {
  already_in_account: 13 / 20,
  email_invalid: 2 / 20,
  max_leads_reached: 2 / 20,
  email_missing: 1 / 20,
  email_permanently_deleted: 1 / 20,
  row_unreadable: 1 / 20,
}

function pagesOf(
  { slug, added, modified, rejected, campaign, lead }: PagesWorld,
  rows: number,
): [what: string, path: string][] {
  const reportOf = (number: number) => `/${slug}/imports/${number}`
  const [report, addedReport, modifiedReport] = [reportOf(rejected), reportOf(added), reportOf(modified)]
  const [last, middle] = [Math.ceil(rows / 50), Math.ceil(rows / 100)]
  return [
    ['A page that reads next to nothing', `/${slug}/settings/general`],
    ['Leads, first page', `/${slug}/leads`],
    ['Leads, middle page', `/${slug}/leads?page=${middle}`],
    ['Leads, last page', `/${slug}/leads?page=${last}`],
    ['Leads, search: a whole email', `/${slug}/leads?q=${encodeURIComponent('lead5@company5.test')}`],
    ['Leads, search: a name that many have', `/${slug}/leads?q=tanaka`],
    ['Leads, search: nobody has it', `/${slug}/leads?q=nobody-at-all`],
    ['Leads by email, first page', `/${slug}/leads?sort=email`],
    ['Leads by email, middle page', `/${slug}/leads?sort=email&page=${middle}`],
    ['Leads by email, search: nobody has it', `/${slug}/leads?sort=email&q=nobody-at-all`],
    ['Leads of a campaign of half of them', `/${slug}/leads?campaign=${campaign}`],
    ['Leads of it, middle page', `/${slug}/leads?campaign=${campaign}&page=${Math.ceil(rows / 200)}`],
    ['Leads of it, search: nobody has it', `/${slug}/leads?campaign=${campaign}&q=nobody-at-all`],
    ['Leads with a status that many have', `/${slug}/leads?status=risky`],
    ['Leads with a tag nobody has', `/${slug}/leads?tag=nobody`],
    ['Leads added by an import', `/${slug}/leads?import=${added}`],
    ['Leads added by an import that added none', `/${slug}/leads?import=${rejected}`],
    ['Leads added on days long ago', `/${slug}/leads?from=2020-01-01&to=2020-12-31`],
    ['A lead with its history', `/${slug}/leads/${lead}`],
    ['Recently deleted, 100,000 of them', `/${slug}/leads/deleted`],
    ['Recently deleted, search: nobody has it', `/${slug}/leads/deleted?q=nobody-at-all`],
    ['Imports, each of as many rows', `/${slug}/imports`],
    ['Imports, trends of a year', `/${slug}/imports/trends?per=month`],
    ['Report, rejected rows, first page', report],
    ['Report, middle page', `${report}?page=${middle}`],
    ['Report, last page', `${report}?page=${last}`],
    ...rejectionCodes.map((code): [string, string] => [
      `Report, one reason: ${code.replaceAll('_', ' ')}`,
      `${report}?reason=${code}&page=${Math.ceil((rows * shareOf[code]) / 50)}`,
    ]),
    ['Report, search: a whole email', `${report}?search=${encodeURIComponent('lead15@company15.test')}`],
    ['Report, search: nobody has it', `${report}?search=nobody-at-all`],
    ['Report, search of one reason', `${report}?reason=already_in_account&search=company7`],
    ['Report, search of one reason: nobody has it', `${report}?reason=email_missing&search=nobody-at-all`],
    ['Report, added rows, middle page', `${addedReport}?tab=added&page=${middle}`],
    ['Report, all rows, last page', `${report}?tab=all&page=${last}`],
    ['Report, blank rows, last page', `${report}?tab=blank&page=${Math.ceil(rows / blankEvery / 50)}`],
    ['Report, modified rows, middle page', `${modifiedReport}?tab=modified&page=${middle}`],
    ['Report, changed rows, last page', `${modifiedReport}?tab=modified&view=changed&page=${rows / 500}`],
    ['Report, unchanged rows, middle page', `${modifiedReport}?tab=modified&view=unchanged&page=${middle}`],
    ['Report, leads of its campaign, middle page', `${modifiedReport}?tab=campaign&page=${middle}`],
    ['Report, rejected by it, last page', `${modifiedReport}?tab=campaign&view=rejected&page=${middle}`],
    [
      'Report, rejected by it as Risky, last page',
      `${modifiedReport}?tab=campaign&view=rejected&status=risky&page=${Math.ceil(rows / 200)}`,
    ],
    ['Report, the numbers of its campaign', `${modifiedReport}?numbers=campaign&drawn=table`],
    ['Emails to correct, first page', `${report}/correct?reason=email_invalid`],
    ['Progress', `/api${report}/progress`],
    ['Campaigns', `/${slug}/campaigns`],
    ['Campaign of half of the leads', `/${slug}/campaigns/${campaign}`],
    ['Campaign, middle page', `/${slug}/campaigns/${campaign}?page=${Math.ceil(rows / 200)}`],
    ['Campaign, search: nobody has it', `/${slug}/campaigns/${campaign}?q=nobody-at-all`],
  ]
}

/** Pages that read or count as much as there is, and are opened now and then. */
function dearPagesOf({ slug, rejected, campaign }: PagesWorld, rows: number): [what: string, path: string][] {
  const far = Math.round(rows * 0.9)
  return [
    [
      'Emails to correct, far down: reads the file up to there',
      `/${slug}/imports/${rejected}/correct?reason=email_missing&after=${far}`,
    ],
    ['Campaign, settings: counts half of the leads', `/${slug}/campaigns/${campaign}/settings`],
  ]
}

async function timesOf(ask: Ask, what: string, path: string): Promise<PageFigure> {
  const ms = await askInTurn(ask, path, samples)
  return { what, value: quantile(ms, 0.5), unit: 'ms', goal: msMax, worst: Math.max(...ms) }
}

/** Asked for by "Search older leads": it may take as long as lib/db/look-through.ts lets it. */
async function lookingFurther(ask: Ask, { slug }: PagesWorld): Promise<PageFigure> {
  const newest = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
  const ms = await askInTurn(ask, `/${slug}/leads?q=nobody-at-all&after=${newest}`, 3)
  const what = 'Leads, looking further when asked to'
  return { what, value: quantile(ms, 0.5), unit: 'ms', goal: null, worst: Math.max(...ms) }
}

/** `askOther`: asks as a member of the account that imports. */
async function besideAnImport(ask: Ask, askOther: Ask, world: PagesWorld): Promise<PageFigure[]> {
  const report = `/${world.slug}/imports/${world.rejected}`
  const six = [
    `/${world.slug}/leads`,
    `/${world.slug}/leads?q=lead5`,
    `/${world.slug}/imports`,
    report,
    `${report}?reason=already_in_account&page=99`,
    `/api${report}/progress`,
  ]
  for (const path of six) await ask(path)
  const idle = quantile(await askSteadily(ask, six, steadySeconds), 0.95)
  return whileImporting(world, async (importing) => {
    const figures = [
      await timesOf(askOther, 'An import under way, its page', importing),
      await timesOf(askOther, 'An import under way, its progress', `/api${importing}/progress`),
    ]
    const busy = quantile(await askSteadily(ask, six, steadySeconds), 0.95)
    return [
      ...figures,
      { what: 'p95 of six pages at 20/s, idle', value: idle, unit: 'ms', goal: null },
      { what: 'p95 of six pages at 20/s, during an import', value: busy, unit: 'ms', goal: null },
      idle < idleMsMax
        ? { what: 'during an import, of idle', value: busy / idle, unit: 'times', goal: timesMax }
        : { what: 'not judged: too busy without an import', value: busy / idle, unit: 'times', goal: null },
    ]
  })
}

/** Together they take longer than what is measured meanwhile. */
const rowsMeanwhile = 5_000_000

/**
 * Measures while another account imports one file after the other, the first of them at `path`. Throws when all have
 * ended before.
 */
async function whileImporting<T>(
  { csv, rows, other }: PagesWorld,
  measure: (path: string) => Promise<T>,
): Promise<T> {
  const worker = startWorkerProcess()
  try {
    const file = await readFile(csv)
    const first = await makeImport(other, file, { mapping })
    let last = first
    for (let sent = rows; sent < rowsMeanwhile; sent += rows)
      last = await makeImport(other, file, { mapping })
    while (!(await has(other, first, 'batches > 1'))) await pause(50)
    const measured = await measure(`/${other.slug}/imports/${first}`)
    if (await has(other, last, 'finished_at IS NOT NULL'))
      throw new Error('The imports ended too soon: raise rowsMeanwhile.')
    return measured
  } finally {
    await stopWorkerProcess(worker)
  }
}

async function has({ accountId }: Owner, number: number, state: string): Promise<boolean> {
  const asked = `SELECT FROM imports WHERE account_id = $1 AND number = $2 AND ${state}`
  return (await pool().query(asked, [accountId, number])).rowCount === 1
}

async function withWebServer(work: (port: number) => Promise<void>): Promise<void> {
  const port = await freePort()
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  const env = { FAIRLEAD_URL: `http://localhost:${port}`, LOG_LEVEL: 'warn' }
  const stack = startStack({ host: '127.0.0.1', port, dist, workers: 0, env, onLine: note, say: note })
  try {
    await stack.ready
    await work(port)
  } catch (error) {
    process.stderr.write(`${lines.join('\n')}\n`)
    throw error
  } finally {
    await stack.stop()
  }
}

async function writePages(figures: readonly PageFigure[], rows: number): Promise<void> {
  const title = `Pages of an account with ${rows.toLocaleString('en-US')} leads, of imports of as many rejected rows`
  const table = markdown(['What', 'Server time', 'Worst', 'Goal', ''], figures.map(cellsOf))
  await writePart(title, 'npm run bench -- --pages --write', table)
}

function cellsOf({ what, value, unit, goal, worst }: PageFigure): string[] {
  const [digits, sign] = unit === 'ms' ? [0, 'ms'] : [2, '×']
  const most = worst === undefined ? '' : `${worst.toFixed(0)} ms`
  const judged = goal === null ? ['', ''] : [`< ${goal} ${sign}`, value < goal ? 'met' : 'not met']
  return [what, `${value.toFixed(digits)} ${sign}`, most, ...judged]
}

function lineOf(figure: PageFigure): string {
  const [what, shown, most, goal, met] = cellsOf(figure) as [string, string, string, string, string]
  return `${what.padEnd(46)}${shown.padStart(10)}  ${(most && `worst ${most}`).padEnd(14)}  ${goal && `${goal}: ${met}`}`
}
