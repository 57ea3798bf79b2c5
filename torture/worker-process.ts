import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/environment'
import { workerArguments } from '../scripts/worker-arguments'

export type WorkerProcess = {
  pid: number
  /** Settles when the process is gone. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  isAlive(): boolean
  /** Tells one that waits for it (WAIT_FOR_WORD) to begin. */
  begin(): void
  signal(signal: NodeJS.Signals): void
  /** SIGKILL, also when it is stopped, and waits until it is gone. */
  remove(): Promise<void>
  /** The last lines it wrote to standard error. */
  said(): string
  /** The most memory it ever had resident, in MB. Linux only; null elsewhere or when it is gone. */
  peakMb(): Promise<number | null>
}

export type WorkerOptions = {
  /** Over the environment of this process. */
  env?: Record<string, string>
  /** What it runs: a file of the checkout, lib/worker.ts when absent. */
  script?: string
  /** Arguments of node before the script. */
  nodeArguments?: readonly string[]
}

/** Waits end soon and leases are short, so that a fault is over in seconds. */
export const hastyEnvironment = {
  BATCH_ROWS: '200',
  LEASE_SECONDS: '1',
  DATABASE_STATEMENT_SECONDS: '3',
  DATABASE_LOCK_SECONDS: '2',
  LOG_LEVEL: 'warn',
} as const

/** A worker as a process of its own, on DATABASE_URL and FAIRLEAD_DATA of this process. It ends when we are gone. */
export function startWorkerProcess(options: WorkerOptions = {}): WorkerProcess {
  const { env = {}, script, nodeArguments = [] } = options
  const leash = ['--import', join(root, 'scripts', 'leash.mjs')]
  const child = spawn(process.execPath, [...leash, ...nodeArguments, ...workerArguments(script)], {
    cwd: root,
    env: { ...process.env, ...hastyEnvironment, ...env, FAIRLEAD_PARENT: String(process.pid) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error('A worker could not be started.')
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-8_000)
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  return {
    pid,
    ended,
    begin: () => void child.send('begin'),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    signal: (signal) => void child.kill(signal),
    said: () => said,
    async remove() {
      child.kill('SIGKILL')
      await ended
    },
    peakMb: () => peakMbOf(pid),
  }
}

/** VmHWM of a process, in MB. */
export async function peakMbOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  const kb = status?.match(/^VmHWM:\s+(\d+)/m)?.[1]
  return kb ? Math.round(Number(kb) / 1024) : null
}
