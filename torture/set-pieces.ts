import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { mapping, writeCsv } from '../bench/lead-data'
import { auth } from '../lib/auth/better-auth'
import { freePort } from '../lib/db/embedded-home'
import { newId } from '../lib/db/ids'
import { faultPoints } from '../lib/imports/fault-point'
import { receiveFile, requestCancel, startImport } from '../lib/imports/mutations'
import { getImport } from '../lib/imports/queries'
import { makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { buildWhenNeeded } from '../scripts/build'
import { startStack } from '../scripts/stack'
import { pointsFired, sweep } from './fault-loop'
import { importLongLine } from './long-line'
import { type Look, poll } from './pollers'
import type { Random } from './random'
import { hasEnded, randomScenario, type Started } from './scenario'
import { judge } from './survive'
import { startWorkerProcess } from './worker-process'
import type { World } from './world'

type Piece = (world: World, random: Random) => Promise<void>

/** F1: each point in turn. */
export const everyPoint: Piece = async ({ summary, folder }, random) => {
  const log = join(folder, 'sweep.log')
  const env = { BATCH_ROWS: '12' }
  const scenario = { ...randomScenario(random, 40), campaign: true }
  const { wrong, kills, checked } = await sweep(scenario, { log, env })
  for (const [point, times] of await pointsFired(log)) summary.point(point, times)
  summary.fault('worker killed at a fault point', kills)
  summary.imports += kills
  summary.checked += checked
  summary.violations.push(...wrong)
  const missed = faultPoints.filter((point) => !summary.points.has(point))
  summary.pieces.push({
    faults: 'F1',
    what: 'killed at the 1st, 2nd, 3rd … fault point until an import ended without reaching it',
    seen: `${kills} kills, each followed by an import that ended as if untouched`,
    holds: wrong.length === 0 && missed.length === 0,
  })
}

/** F23. */
export const longLine: Piece = async ({ summary, folder }) => {
  const found = await importLongLine(folder, 500)
  summary.violations.push(...found.wrong)
  const grown = Math.max(found.receivingMb ?? 0, found.importingMb ?? 0)
  summary.pieces.push({
    faults: 'F23',
    what: 'one line of 500 MB, as header and as row, with a heap of 256 MB',
    seen: `refused as a header; one row rejected; receiving grew by ${found.receivingMb} MB, importing by ${found.importingMb} MB`,
    holds: found.refusal.includes('The header has more than') && found.counts?.added === 2 && grown < 150,
  })
}

/** F28. */
export const smallBehindLarge: Piece = async (world) => {
  const rows = 2_000_000
  const [large, small] = [await makeAccount({ plan: 'unlimited' }), await makeAccount()]
  const number = await importOfFile(large, await writeLeads(world, rows))
  const worker = startWorkerProcess({ env: { ...productEnvironment, WORKER_IMPORTS: '1' } })
  try {
    const rowsDone = async () => (await getImport(large.accountId, number))?.rowsDone ?? 0
    await until(async () => (await rowsDone()) > 100_000)
    const quick = { ...small, number: await makeImport(small, csvOfLeads(50)) }
    const begun = performance.now()
    await until(() => hasEnded(quick))
    const seconds = (performance.now() - begun) / 1000
    const at = await rowsDone()
    await judge(world, quick)
    await requestCancel(large.accountId, number)
    await until(() => hasEnded({ ...large, number }))
    await judge(world, { ...large, number })
    world.summary.pieces.push({
      faults: 'F28',
      what: '50 rows of one account behind 2,000,000 of another, with one place at one worker',
      seen: `done after ${seconds.toFixed(1)} s, when the other was at row ${at.toLocaleString('en-US')}`,
      holds: seconds < 30 && at < rows,
    })
  } finally {
    await worker.remove()
  }
}

/** F27: over HTTP, as tabs do it, each once a second. */
export const manyWatch: Piece = async (world) => {
  const dist = '.next-bench'
  await buildWhenNeeded(dist)
  const [email, password] = ['watcher@torture.test', 'correct horse battery staple']
  const owner = await makeAccount({ plan: 'unlimited', email, password })
  const port = await freePort()
  const env = { FAIRLEAD_URL: `http://localhost:${port}`, LOG_LEVEL: 'error' }
  const ignore = () => {}
  const stack = startStack({ host: '127.0.0.1', port, dist, workers: 0, env, onLine: ignore, say: ignore })
  const worker = startWorkerProcess({ env: productEnvironment })
  try {
    await stack.ready
    const cookie = await signedIn(email, password)
    const number = await importOfFile(owner, await writeLeads(world, 300_000))
    const look = () =>
      lookOver(`http://127.0.0.1:${port}/api/${owner.slug}/imports/${number}/progress`, cookie)
    const polled = await poll(look, { count: 100, everyMs: 1_000 })
    await judge(world, { ...owner, number })
    world.summary.violations.push(...polled.wrong)
    world.summary.pieces.push({
      faults: 'F27',
      what: '100 pollers of the progress, once a second each, during an import of 300,000 rows',
      seen: `${polled.looks} answers, p50 ${polled.p50Ms} ms, p95 ${polled.p95Ms} ms, never backwards`,
      holds: polled.wrong.length === 0 && polled.p95Ms < 2_000,
    })
  } finally {
    await worker.remove()
    await stack.stop()
  }
}

/** As `npm start` has it: not the hasty settings of the other trials. */
const productEnvironment = {
  BATCH_ROWS: '2000',
  LEASE_SECONDS: '10',
  DATABASE_STATEMENT_SECONDS: '60',
  DATABASE_LOCK_SECONDS: '30',
}

async function writeLeads({ folder }: World, rows: number): Promise<string> {
  const path = join(folder, `${rows}.csv`)
  await writeCsv(path, rows)
  return path
}

async function importOfFile(owner: Omit<Started, 'number'>, path: string): Promise<number> {
  const given = { name: 'leads.csv', stream: createReadStream(path), bytesDeclared: null }
  const { fileId } = orThrow(await receiveFile(owner.accountId, owner.userId, given))
  const start = {
    startKey: newId(),
    fileId,
    mapping,
    update: false,
    blankCells: 'keep',
    campaignId: null,
  } as const
  return orThrow(await startImport(owner.accountId, owner.userId, start)).number
}

async function lookOver(url: string, cookie: string): Promise<Look> {
  const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(60_000) })
  if (!answer.ok) throw new Error(`The progress answers ${answer.status}.`)
  return (await answer.json()) as Look
}

async function signedIn(email: string, password: string): Promise<string> {
  const answer = await auth().api.signInEmail({ body: { email, password }, asResponse: true })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
