import { say } from './environment'

/** npm hands on a Ctrl-C that the terminal sent already: signals this close together are one. */
const oneSignalMs = 500

export type Running = {
  /** What is done until told to stop. When it throws, its message is shown, and `stop` runs. */
  start(): Promise<void>
  /** Called once: at the first Ctrl-C, SIGTERM or SIGHUP, or after an error. May find `start` half-way. */
  stop(): Promise<void>
  /** Called at a second Ctrl-C; the process ends right after it. */
  force?(): void
}

/** Runs something that lasts. Exit code 0 when it was told to stop, 1 after an error. */
export async function runUntilStopped({ start, stop, force }: Running): Promise<void> {
  let stoppingSince: number | undefined
  const end = async (code: number) => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince < oneSignalMs) return
      force?.()
      process.exit(1)
    }
    stoppingSince = Date.now()
    await stop().catch((error: unknown) => {
      say(messageOf(error))
      process.exit(1)
    })
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error))
      void end(1)
    })
  }
  whenNpmIsGone(() => void end(0))
  try {
    await start()
  } catch (error) {
    if (stoppingSince !== undefined) return
    say(messageOf(error))
    await end(1)
  }
}

/** Our own errors are sentences; LOG_LEVEL=debug shows where they come from. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return process.env.LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message
}

/** A signal sent to npm alone ends npm and the shell between us, and does not reach us. */
function whenNpmIsGone(then: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    then()
  }, 500)
  look.unref()
}
