import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeDatabase } from '../lib/db/client'
import { migrate } from '../lib/db/migrate'
import { makeAccount } from '../prisma/factories/account'
import { timeCopy } from './copy-limit'
import { timeCreateMany } from './create-many'
import { startWorkerProcess, stopWorkerProcess, timeImport } from './import-run'
import { writeCsv } from './lead-data'
import { printTable } from './table'

/** One measurement. Ratios are to plain COPY of as many leads, in the same run. */
export type Measured = {
  what: string
  rows: number
  seconds: number
  rowsPerSecond: number
  ratioToCopy: number
  /** Most memory the worker had so far, in MB; null where not measured. */
  workerMb: number | null
}

const createManyRows = 10_000

/** Measures each size on a new database, prints a line per measurement, and removes everything again. */
export async function bench(sizes: readonly number[], format: 'table' | 'json'): Promise<void> {
  const measured: Measured[] = []
  await onDatabaseOfItsOwn(async (folder) => {
    for (const rows of sizes) measured.push(...(await measure(rows, folder)))
  })
  if (format === 'json') process.stdout.write(`${JSON.stringify({ object: 'bench', measured }, null, 2)}\n`)
  else printTable(measured)
}

async function measure(rows: number, folder: string): Promise<Measured[]> {
  const csv = join(folder, `${rows}.csv`)
  const changed = join(folder, `${rows}-changed.csv`)
  await writeCsv(csv, rows)
  await writeCsv(changed, rows, 1)
  const copyRate = rows / (await timeCopy(rows))
  const owner = await makeAccount({ plan: 'unlimited' })
  const worker = startWorkerProcess()
  const times: [string, number][] = []
  try {
    times.push(['All new', (await timeImport(owner, csv, { update: false })).seconds])
    times.push(['All duplicates, box off', (await timeImport(owner, csv, { update: false })).seconds])
    times.push(['All unchanged, box on', (await timeImport(owner, csv, { update: true })).seconds])
    times.push(['All changed, box on', (await timeImport(owner, changed, { update: true })).seconds])
  } finally {
    const workerMb = await stopWorkerProcess(worker)
    process.stderr.write(`${rows} rows done, worker peak ${workerMb ?? '?'} MB\n`)
    peaks.set(rows, workerMb)
  }
  const line = (what: string, count: number, seconds: number, workerMb: number | null): Measured => ({
    what,
    rows: count,
    seconds,
    rowsPerSecond: count / seconds,
    ratioToCopy: count / seconds / copyRate,
    workerMb,
  })
  return [
    line('COPY, the limit', rows, rows / copyRate, null),
    ...times.map(([what, seconds]) => line(what, rows, seconds, peaks.get(rows) ?? null)),
    ...(rows >= createManyRows
      ? [line('Prisma createMany', createManyRows, await timeCreateMany(createManyRows), null)]
      : []),
  ]
}

const peaks = new Map<number, number | null>()

/** Creates a migrated database beside the one in DATABASE_URL, points this process at it, and drops it in the end. */
async function onDatabaseOfItsOwn(work: (folder: string) => Promise<void>): Promise<void> {
  const given = process.env.DATABASE_URL
  if (!given) throw new Error('DATABASE_URL is not set.')
  const name = `fairlead_bench_${randomBytes(4).toString('hex')}`
  const url = new URL(given)
  url.pathname = `/${name}`
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-bench-'))
  const admin = new pg.Client({ connectionString: given })
  await admin.connect()
  try {
    await admin.query(`CREATE DATABASE ${name}`)
    await migrate(url.href)
    process.env.DATABASE_URL = url.href
    process.env.FAIRLEAD_DATA = folder
    await work(folder)
  } finally {
    await closeDatabase()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    await rm(folder, { recursive: true, force: true })
  }
}
