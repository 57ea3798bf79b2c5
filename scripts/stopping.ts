import { say } from './environment'

/** npm hands on a Ctrl-C that the terminal sent already: signals this close together are one. */
const oneSignalMs = 500

export type Running = {
  /**
   * What is done until told to stop, or until it gives back the exit code. When it throws, its message is shown, and
   * the exit code is 1.
   */
  start(): Promise<number | undefined>
  /** Called once, at the end: after `start`, or at the first Ctrl-C, SIGTERM or SIGHUP; may find `start` half-way. */
  stop(): Promise<void>
  /** Called at a second Ctrl-C; the process ends right after it. */
  force?(): void
  /** Exit code when a signal ended it; 0 for what runs until it is told to stop. */
  codeWhenStopped?: number
}

/** Runs something that needs tidying up, however it ends. */
export async function runUntilStopped({ start, stop, force, codeWhenStopped = 0 }: Running): Promise<void> {
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
  const stopped = () => void end(codeWhenStopped)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopped)
  whenNpmIsGone(stopped)
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error))
      void end(1)
    })
  }
  try {
    const code = await start()
    if (code !== undefined && stoppingSince === undefined) await end(code)
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
