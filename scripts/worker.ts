import { openEnvironment, say } from './environment'
import { runUntilStopped } from './stopping'

// One worker, in this process, on DATABASE_URL or the embedded server.
const opening = openEnvironment()
let finish = async () => {}

await runUntilStopped({
  async start() {
    await opening
    const { startWorker } = await import('../lib/worker')
    const { closeDatabase } = await import('../lib/db/client')
    const worker = startWorker()
    finish = async () => {
      await worker.stop()
      await closeDatabase()
    }
    say('The worker runs. Stop it with Ctrl-C; it ends after the batch in hand.')
    return undefined
  },
  async stop() {
    await finish()
    const environment = await opening.catch(() => null) // `start` has shown why
    await environment?.close()
  },
})
