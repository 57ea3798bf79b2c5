import { join } from 'node:path'
import { makeAccount } from '../prisma/factories/account'
import { timeCheck } from './check-run'
import { CopyLimit, fillAccount } from './copy-limit'
import { timeCreateMany } from './create-many'
import { type Owner, startWorkerProcess, stopWorkerProcess, timeImport } from './import-run'
import { writeCsv, writeLongCells } from './lead-data'
import { median } from './median'
import { onDatabaseOfItsOwn } from './own-database'
import { timePgloader } from './pgloader'
import { allMailsSent, rested } from './rested'
import { timeStaging } from './staging'
import { printTable, writeResults } from './table'

/** One line of the table. `ratio` is to plain COPY of as many leads unless `to` says otherwise; `goal` its least. */
export type Measured = {
  what: string
  rows: number
  seconds: number
  rowsPerSecond: number
  ratio: number
  to: string
  goal: number | null
  /** Most memory a worker had meanwhile, in MB; null where there is none or the system does not tell. */
  workerMb: number | null
  /** The most it may have, where that is what the line is about. */
  goalMb: number | null
}

export type BenchOptions = { sizes: readonly number[]; json: boolean; write: boolean }

const peerRows = 10_000
const loaderRows = 100_000
const largeAccount = 1_000_000
const smallImport = 100_000
const smallRounds = 9
/** From this many rows on, a run is long enough to be judged. */
const judgedRows = 200_000
const workerMbMax = 300
const longRows = 5_000

/** Measures on a database of its own, prints one table, and removes everything again. */
export async function bench({ sizes, json, write }: BenchOptions): Promise<void> {
  const measured: Measured[] = []
  await onDatabaseOfItsOwn(async (folder) => {
    for (const rows of sizes) measured.push(...(await measureSize(rows, folder)))
    measured.push(...comparedSizes(measured))
    if (Math.max(...sizes) >= judgedRows) {
      measured.push(...(await measurePeers(measured, folder)))
      measured.push(await measureLargeAccount(folder), await measureLongCells(folder))
    }
  })
  if (json) process.stdout.write(`${JSON.stringify({ object: 'bench', measured }, null, 2)}\n`)
  else printTable(measured)
  if (write) await writeResults(measured)
}

/** The imports of one size, with the limit measured before, between and after them. */
async function measureSize(rows: number, folder: string): Promise<Measured[]> {
  const [csv, changed] = [join(folder, `${rows}.csv`), join(folder, `${rows}-changed.csv`)]
  await writeCsv(csv, rows)
  await writeCsv(changed, rows, 1)
  const limit = await CopyLimit.of(rows, folder)
  const owner = await makeAccount({ plan: 'unlimited' })
  const { times, workerMb } = await withWorker(folder, async () => {
    await limit.time()
    const checkNew = await rested(() => timeCheck(owner, csv))
    const fresh = await timed(owner, csv, false)
    await limit.time()
    const checkKnown = await rested(() => timeCheck(owner, csv))
    const duplicates = await timed(owner, csv, false)
    const unchanged = await timed(owner, csv, true)
    await limit.time()
    const changes = await timed(owner, changed, true)
    return { checkNew, fresh, checkKnown, duplicates, unchanged, changed: changes }
  })
  const staging = await rested(() => timeStaging(csv))
  await limit.time()
  const copy = limit.seconds()
  await limit.remove()
  const judged = (goal: number) => (rows >= judgedRows ? goal : null)
  const at = (what: string, seconds: number, goal: number | null) => ({
    ...line(what, rows, seconds, copy),
    goal,
  })
  return [
    at('COPY, the limit', copy, null),
    at('All new', times.fresh, judged(0.6)),
    at('All duplicates, box off', times.duplicates, judged(0.8)),
    at('All unchanged, box on', times.unchanged, judged(0.8)),
    at('All changed, box on', times.changed, judged(0.3)),
    { ...line('Check, all new', rows, times.checkNew, times.fresh), to: 'the import' },
    { ...line('Check, all there', rows, times.checkKnown, times.unchanged), to: 'the import, box on' },
    at('Staging table, ON CONFLICT, no ledger', staging, null),
    { ...line('All new', rows, times.fresh, staging), to: 'staging', goal: judged(1.4) },
    { ...line('Memory of the worker', rows, null, null), workerMb, goalMb: workerMbMax },
  ]
}

/** How the rate at the largest size compares with that at the smallest. */
function comparedSizes(measured: readonly Measured[]): Measured[] {
  const fresh = measured.filter(({ what, to }) => what === 'All new' && to === 'COPY')
  const [small, large] = [fresh[0], fresh.at(-1)]
  if (!small || !large || small === large || large.rows < judgedRows || small.rows < smallImport) return []
  const ratio = large.rowsPerSecond / small.rowsPerSecond
  return [{ ...large, ratio, to: `${small.rows.toLocaleString('en-US')} rows`, goal: 0.9 }]
}

/** What others reach with rows of the same kind. */
async function measurePeers(measured: readonly Measured[], folder: string): Promise<Measured[]> {
  const fresh = measured.findLast(({ what, to }) => what === 'All new' && to === 'COPY')!
  const copy = measured.findLast(({ what }) => what === 'COPY, the limit')!
  const against = (to: string, rate: number, goal: number): Measured => ({
    ...fresh,
    ratio: fresh.rowsPerSecond / rate,
    to,
    goal,
  })
  const peer = (what: string, rows: number, seconds: number | null): Measured => {
    const ratio = seconds === null ? Number.NaN : rows / seconds / copy.rowsPerSecond
    return { ...line(what, rows, seconds, null), ratio }
  }
  const createMany = await rested(() => timeCreateMany(peerRows))
  const lines = [
    peer('Prisma createMany, no ledger', peerRows, createMany),
    against('createMany', peerRows / createMany, 15),
  ]
  const csv = join(folder, 'loader.csv')
  await writeCsv(csv, loaderRows)
  const loader = await rested(() => timePgloader(csv, folder))
  const name = loader === null ? 'pgloader: not installed' : 'pgloader, no ledger'
  lines.push(peer(name, loaderRows, loader))
  if (loader !== null) lines.push(against('pgloader', loaderRows / loader, 3))
  return lines
}

/** 100,000 new rows into empty accounts and into one that holds a million leads, in turn; medians. */
async function measureLargeAccount(folder: string): Promise<Measured> {
  const empty: Owner[] = []
  while (empty.length < smallRounds) empty.push(await makeAccount({ plan: 'unlimited' }))
  const full = await makeAccount({ plan: 'unlimited' })
  await fillAccount(full.accountId, largeAccount, folder)
  // Leads of the account that was made last stand at the end of their indexes, where adding is cheapest: neither is it.
  await fillAccount((await makeAccount()).accountId, 1, folder)
  const { times } = await withWorker(folder, async () => {
    const times: { empty: number[]; full: number[] } = { empty: [], full: [] }
    for (const [round, owner] of empty.entries()) {
      const csv = join(folder, `small-${round}.csv`)
      await writeCsv(csv, smallImport, 0, round * smallImport)
      times.empty.push(await timed(owner, csv, false))
      times.full.push(await timed(full, csv, false))
    }
    return times
  })
  const what = `All new, account of ${largeAccount.toLocaleString('en-US')}`
  return {
    ...line(what, smallImport, median(times.full), median(times.empty)),
    to: 'empty account',
    goal: 0.85,
  }
}

/** Rows with a cell as long as one may be, and an update of the leads that hold them. */
async function measureLongCells(folder: string): Promise<Measured> {
  const [csv, shortened] = [join(folder, 'long.csv'), join(folder, 'shortened.csv')]
  await writeLongCells(csv, longRows)
  await writeCsv(shortened, longRows, 1)
  const owner = await makeAccount({ plan: 'unlimited' })
  const { workerMb } = await withWorker(folder, async () => {
    await timed(owner, csv, false)
    await timed(owner, shortened, true)
  })
  const what = 'Memory of the worker, cells of 32,000 characters added and changed'
  return { ...line(what, longRows, null, null), workerMb, goalMb: workerMbMax }
}

function timed(owner: Owner, csv: string, update: boolean): Promise<number> {
  return rested(async () => (await timeImport(owner, csv, { update })).seconds)
}

/** A worker that runs already when it is measured: one import before tells that it has started. */
async function withWorker<T>(
  folder: string,
  measure: () => Promise<T>,
): Promise<{ times: T; workerMb: number | null }> {
  const worker = startWorkerProcess()
  const died = new Promise<never>((_, reject) => {
    worker.once('exit', (code, signal) => reject(new Error(`The worker ended (${signal ?? code}).`)))
  })
  died.catch(() => {}) // it also ends when we stop it
  const times = await Promise.race([warmUp(folder).then(measure), died])
  await Promise.race([allMailsSent(), died]) // nobody sends them once the worker is gone
  return { times, workerMb: await stopWorkerProcess(worker) }
}

/** `reference`: seconds that as many rows take where the ratio is to. Null: there is nothing of the kind. */
function line(what: string, rows: number, seconds: number | null, reference: number | null): Measured {
  return {
    what,
    rows,
    seconds: seconds ?? Number.NaN,
    rowsPerSecond: rows / (seconds ?? Number.NaN),
    ratio: (reference ?? Number.NaN) / (seconds ?? Number.NaN),
    to: 'COPY',
    goal: null,
    workerMb: null,
    goalMb: null,
  }
}

async function warmUp(folder: string): Promise<void> {
  const csv = join(folder, 'warm-up.csv')
  await writeCsv(csv, peerRows)
  const owner = await makeAccount({ plan: 'unlimited' })
  for (const update of [false, false, true]) await timeImport(owner, csv, { update })
}
