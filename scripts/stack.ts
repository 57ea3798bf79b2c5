import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ChildOptions, type Kept, keepRunning, startChild } from './children'
import { root } from './environment'
import { workerArguments } from './worker-arguments'

export type StackOptions = {
  host: string
  port: number
  /** Folder of the checkout that `next build` wrote. */
  dist: string
  workers: number
  env?: Record<string, string>
  onLine: ChildOptions['onLine']
  say: (line: string) => void
}

/** The web server and the workers, as processes. */
export type Stack = {
  /** Settles when the web server answers. */
  ready: Promise<void>
  /** Gives the workers 10 s for the batch in hand. */
  stop(): Promise<void>
  kill(): void
}

/** Starts web server and workers, and starts again what ends by itself. */
export function startStack(options: StackOptions): Stack {
  const { host, port, workers, say } = options
  const names = Array.from({ length: workers }, (_, index) =>
    workers > 1 ? `worker ${index + 1}` : 'worker',
  )
  const parts: Kept[] = [
    keepRunning(() => startWeb(options), say),
    ...names.map((name) => keepRunning(() => startWorker({ ...options, name }), say)),
  ]
  return {
    ready: answering(`http://${host.includes(':') ? `[${host}]` : host}:${port}/api/health`),
    stop: async () => void (await Promise.all(parts.map((part) => part.stop()))),
    kill: () => {
      for (const part of parts) part.kill()
    },
  }
}

export function startWeb({ host, port, dist, env, onLine }: Omit<StackOptions, 'workers' | 'say'>) {
  return startChild({
    name: 'web server',
    args: [join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', host, '-p', String(port)],
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', FAIRLEAD_DIST: dist, ...env },
    onLine,
  })
}

type WorkerOptions = Pick<StackOptions, 'env' | 'onLine'> & { name?: string }

export function startWorker({ env, onLine, name = 'worker' }: WorkerOptions) {
  return startChild({
    name,
    args: workerArguments(),
    env,
    onLine,
  })
}

const readyMsMax = 60_000

async function answering(url: string): Promise<void> {
  let why: unknown
  for (const begun = Date.now(); Date.now() - begun < readyMsMax; await pause(100)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
      why = error
    })
    if (answer?.ok) return
    if (answer) why = `${answer.status} ${await answer.text()}`
  }
  throw new Error(`The web server does not answer at ${url} (${why}).`)
}
