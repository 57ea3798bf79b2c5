import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pool } from '../lib/db/client'
import { type CampaignId, newId } from '../lib/db/ids'
import type { Mapping } from '../lib/imports/mapping'
import { receiveFile, startImport } from '../lib/imports/mutations'
import { getImport, type ImportView } from '../lib/imports/queries'
import type { makeAccount } from '../prisma/factories/account'
import { root } from '../scripts/environment'
import { workerArguments } from '../scripts/worker-arguments'
import { mapping } from './lead-data'

export type Owner = Awaited<ReturnType<typeof makeAccount>>

/** A worker as `npm start` runs it: a process and a session of its own, which ends when we are gone. */
export function startWorkerProcess(): ChildProcess {
  const leash = ['--import', join(root, 'scripts', 'leash.mjs')]
  return spawn(process.execPath, [...leash, ...workerArguments()], {
    env: { ...process.env, LOG_LEVEL: 'error', FAIRLEAD_PARENT: String(process.pid) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
}

/** Stops it; gives its peak memory in MB, or null where the system does not tell. */
export async function stopWorkerProcess(worker: ChildProcess): Promise<number | null> {
  const peak = await peakMb(worker)
  worker.kill('SIGTERM')
  await once(worker, 'exit')
  return peak
}

/** The most memory the process ever had resident (VmHWM), in MB. Linux only. */
async function peakMb({ pid }: ChildProcess): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  const kb = status?.match(/^VmHWM:\s+(\d+)/m)?.[1]
  return kb ? Math.round(Number(kb) / 1024) : null
}

/** Imports the file with a worker that waits already. Seconds from "start" to "report ready". */
export async function timeImport(
  { accountId, userId }: Owner,
  path: string,
  options: { update: boolean; mapping?: Mapping; campaignId?: CampaignId },
): Promise<{ seconds: number; view: ImportView }> {
  const given = { name: 'bench.csv', stream: createReadStream(path), bytesDeclared: null }
  const received = await receiveFile(accountId, userId, given)
  if (received.kind !== 'done') throw new Error(JSON.stringify(received))
  const { fileId } = received.value
  const start = performance.now()
  const started = await startImport(accountId, userId, {
    startKey: newId(),
    fileId,
    mapping: options.mapping ?? mapping,
    update: options.update,
    blankCells: 'keep',
    campaignId: options.campaignId ?? null,
  })
  if (started.kind !== 'done') throw new Error(JSON.stringify(started))
  const { number } = started.value
  while (!(await hasEnded(accountId, number))) await pause(20)
  const view = await getImport(accountId, number)
  if (view?.status !== 'completed')
    throw new Error(`Import #${number} ended as ${view?.status}: ${view?.failure}`)
  return { seconds: (performance.now() - start) / 1000, view }
}

async function hasEnded(accountId: string, number: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM imports WHERE account_id = $1 AND number = $2 AND finished_at IS NOT NULL',
    [accountId, number],
  )
  return rowCount === 1
}
