import { type Kept, keepRunning } from './children'
import { type Environment, openEnvironment, say } from './environment'
import { startWorker } from './stack'
import { runUntilStopped } from './stopping'

// One worker process, on DATABASE_URL or the embedded server.
let opening: Promise<Environment> | undefined
let worker: Kept | undefined

await runUntilStopped({
  async start() {
    opening = openEnvironment()
    await opening
    const onLine = (line: string) => process.stdout.write(`${line}\n`)
    worker = keepRunning(() => startWorker({ onLine, env: {} }), say)
    say('The worker runs. Stop it with Ctrl-C; it ends after the batch in hand.')
    return undefined
  },
  async stop() {
    await worker?.stop()
    const environment = await opening?.catch(() => null) // `start` has shown why
    await environment?.close()
  },
  force: () => worker?.kill(),
})
