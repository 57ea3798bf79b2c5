import { join } from 'node:path'
import { type Kept, keepRunning, startChild } from './children'
import { type Environment, openEnvironment, readSettings, root, say } from './environment'
import { startWorker } from './stack'
import { runUntilStopped } from './stopping'
import { workerEntry } from './worker-arguments'
import { watchBundle } from './worker-bundle'

// For work on Fairlead itself: pages built as they are asked for, and a worker that starts anew when its code changes.
readSettings()
const port = process.env.PORT || '3000'
const onLine = (line: string, name: string) => process.stdout.write(`${name}: ${line}\n`)
let opening: Promise<Environment> | undefined
let parts: Kept[] = []
let unwatch: (() => Promise<void>) | undefined

await runUntilStopped({
  async start() {
    opening = openEnvironment()
    await opening
    const worker = keepRunning(() => startWorker({ onLine, env: {} }), say)
    parts = [keepRunning(pages, say), worker]
    unwatch = await watchBundle(workerEntry, () => worker.renew())
    return undefined
  },
  async stop() {
    await unwatch?.()
    await Promise.all(parts.map((part) => part.stop()))
    const environment = await opening?.catch(() => null) // `start` has shown why
    await environment?.close()
  },
  force() {
    for (const part of parts) part.kill()
  },
})

function pages() {
  return startChild({
    name: 'pages',
    args: [
      join(root, 'node_modules/next/dist/bin/next'),
      'dev',
      '-H',
      process.env.HOST || 'localhost',
      '-p',
      port,
    ],
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    onLine,
  })
}
