import { join } from 'node:path'
import { makeAccount } from '../prisma/factories/account'
import { fillAccount, timeCopy } from './copy-limit'
import { timeCreateMany } from './create-many'
import { startWorkerProcess, stopWorkerProcess, timeImport } from './import-run'
import { writeCsv } from './lead-data'
import { onDatabaseOfItsOwn } from './own-database'
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
  /** Most memory the worker had, in MB; null where there is no worker or the system does not tell. */
  workerMb: number | null
}

export type BenchOptions = { sizes: readonly number[]; json: boolean; write: boolean }

const peerRows = 10_000
const largeAccount = 1_000_000
const smallImport = 100_000

/** Measures on a database of its own, prints one table, and removes everything again. */
export async function bench({ sizes, json, write }: BenchOptions): Promise<void> {
  const measured: Measured[] = []
  await onDatabaseOfItsOwn(async (folder) => {
    for (const rows of sizes) measured.push(...(await measureSize(rows, folder)))
    if (Math.max(...sizes) >= smallImport) measured.push(...(await measureLargeAccount(folder)))
  })
  if (json) process.stdout.write(`${JSON.stringify({ object: 'bench', measured }, null, 2)}\n`)
  else printTable(measured)
  if (write) await writeResults(measured)
}

async function measureSize(rows: number, folder: string): Promise<Measured[]> {
  const csv = join(folder, `${rows}.csv`)
  const changed = join(folder, `${rows}-changed.csv`)
  await writeCsv(csv, rows)
  await writeCsv(changed, rows, 1)
  const copy = rows / (await timeCopy(rows))
  const owner = await makeAccount({ plan: 'unlimited' })
  const { times, workerMb } = await withWorker(folder, async () => ({
    fresh: (await timeImport(owner, csv, { update: false })).seconds,
    duplicates: (await timeImport(owner, csv, { update: false })).seconds,
    unchanged: (await timeImport(owner, csv, { update: true })).seconds,
    changed: (await timeImport(owner, changed, { update: true })).seconds,
  }))
  const fresh = rows / times.fresh
  const staging = rows / (await timeStaging(csv))
  const createMany = peerRows / (await timeCreateMany(peerRows))
  const large = rows >= 500_000
  return [
    { ...line('COPY, the limit', rows, copy, copy), workerMb: null },
    { ...line('All new', rows, fresh, copy), goal: large ? 0.6 : 0.3, workerMb },
    {
      ...line('All duplicates, box off', rows, rows / times.duplicates, copy),
      goal: large ? 0.8 : null,
      workerMb,
    },
    {
      ...line('All unchanged, box on', rows, rows / times.unchanged, copy),
      goal: large ? 0.8 : null,
      workerMb,
    },
    { ...line('All changed, box on', rows, rows / times.changed, copy), goal: large ? 0.3 : null, workerMb },
    line('Staging table, ON CONFLICT, no ledger', rows, staging, copy),
    { ...line('All new', rows, fresh, staging), to: 'staging', goal: large ? 1.4 : null, workerMb },
    line('Prisma createMany, no ledger', peerRows, createMany, copy),
    { ...line('All new', rows, fresh, createMany), to: 'createMany', goal: large ? 15 : null, workerMb },
  ]
}

/** 100,000 new rows into an empty account and into one that holds a million leads. */
async function measureLargeAccount(folder: string): Promise<Measured[]> {
  const csv = join(folder, 'small.csv')
  await writeCsv(csv, smallImport)
  const [empty, full] = [await makeAccount({ plan: 'unlimited' }), await makeAccount({ plan: 'unlimited' })]
  await fillAccount(full.accountId, largeAccount)
  const { times, workerMb } = await withWorker(folder, async () => ({
    empty: (await timeImport(empty, csv, { update: false })).seconds,
    full: (await timeImport(full, csv, { update: false })).seconds,
  }))
  const rate = smallImport / times.empty
  const what = `All new, account of ${largeAccount.toLocaleString('en-US')}`
  return [
    { ...line(what, smallImport, smallImport / times.full, rate), to: 'empty account', goal: 0.85, workerMb },
  ]
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
  return { times, workerMb: await stopWorkerProcess(worker) }
}

function line(what: string, rows: number, rate: number, reference: number): Measured {
  const ratio = rate / reference
  return {
    what,
    rows,
    seconds: rows / rate,
    rowsPerSecond: rate,
    ratio,
    to: 'COPY',
    goal: null,
    workerMb: null,
  }
}

async function warmUp(folder: string): Promise<void> {
  const csv = join(folder, 'warm-up.csv')
  await writeCsv(csv, peerRows)
  await timeImport(await makeAccount({ plan: 'unlimited' }), csv, { update: false })
}
