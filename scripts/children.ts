import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './environment'

export type Child = {
  name: string
  process: ChildProcess
  /** Settles when it has ended: its exit code, or 1 when a signal ended it. */
  ended: Promise<number>
  /** SIGTERM, and SIGKILL to it and all it started when it has not ended after `graceMs`. */
  stop(graceMs?: number): Promise<void>
  kill(): void
}

export type ChildOptions = {
  name: string
  /** Arguments of node: the script, then its own. */
  args: string[]
  env?: Record<string, string>
  /** Gets each line it writes to standard output or error. */
  onLine: (line: string, name: string) => void
}

/** Their output goes through us; a terminal at the end still wants its colours. */
const colour = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}

/**
 * Starts a Node process of ours. It is in a process group of its own, so a Ctrl-C in the terminal reaches only us and
 * we decide the order of the end; and on a leash, so it ends when we are killed.
 */
export function startChild({ name, args, env = {}, onLine }: ChildOptions): Child {
  const child = spawn(process.execPath, ['--import', join(root, 'scripts', 'leash.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...colour, ...env, FAIRLEAD_PARENT: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => onLine(line, name))
  }
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      killGroup(child) // what it started and left behind
      resolve(code ?? 1)
    })
    child.once('error', () => resolve(1))
  })
  const kill = () => killGroup(child)
  return {
    name,
    process: child,
    ended,
    kill,
    async stop(graceMs = 10_000) {
      child.kill('SIGTERM')
      const inTime = await Promise.race([ended, pause(graceMs, undefined, { ref: false })])
      if (inTime === undefined) kill()
      await ended
    },
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export type Kept = Pick<Child, 'stop' | 'kill'> & {
  /** Stops it as `stop` does, and starts it again at once. */
  renew(): Promise<void>
}

const restartMsMin = 500
const restartMsMax = 10_000

/**
 * Keeps a process running: starts it again when it ends, after a pause that grows while it ends soon after its start or
 * cannot be started. The first start throws why it cannot.
 */
export function keepRunning(start: () => Child, say: (line: string) => void): Kept {
  let child: Child | null = start()
  let startedAt = Date.now()
  let stopping = false
  let renewing = false
  const startAgain = () => {
    startedAt = Date.now()
    renewing = false
    try {
      child = start()
    } catch (error) {
      child = null
      say(error instanceof Error ? error.message : String(error))
    }
  }
  const watch = async () => {
    for (let restartMs = restartMsMin; !stopping; ) {
      const code = await child?.ended
      if (stopping) return
      if (renewing) {
        startAgain()
        continue
      }
      restartMs = Date.now() - startedAt > restartMsMax ? restartMsMin : Math.min(restartMs * 2, restartMsMax)
      if (child) say(`The ${child.name} ended (${code}); starting it again.`)
      await pause(restartMs)
      if (!stopping) startAgain()
    }
  }
  void watch()
  return {
    async stop(graceMs) {
      stopping = true
      await child?.stop(graceMs)
    },
    kill() {
      stopping = true
      child?.kill()
    },
    async renew() {
      renewing = true
      await child?.stop()
    },
  }
}
