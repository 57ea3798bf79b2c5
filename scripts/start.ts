import { createServer } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { demo } from '../prisma/demo'
import { buildWhenNeeded } from './build'
import { type Environment, openEnvironment, readSettings, say } from './environment'
import { type Stack, startStack } from './stack'
import { runUntilStopped } from './stopping'

// Everything a person needs: the database, the pages, the web server and the workers, until Ctrl-C.
readSettings()
process.env.LOG_LEVEL ||= 'warn'
const host = process.env.HOST || '127.0.0.1'
const port = Number(process.env.PORT || 3000)
const workers = Number(process.env.WORKERS || 1)
let opening: Promise<Environment> | undefined
let stack: Stack | undefined

await runUntilStopped({
  async start() {
    requireCounts()
    await requireFreePort()
    opening = openEnvironment()
    const environment = await opening
    sayDatabase(environment)
    await buildWhenNeeded('.next')
    stack = startStack({ host, port, dist: '.next', workers, say, onLine: show })
    await stack.ready
    sayReady(environment)
    return undefined
  },
  async stop() {
    if (stack) say('Stopping…')
    await stack?.stop()
    const environment = await opening?.catch(() => null) // `start` has shown why
    await environment?.close()
  },
  force: () => stack?.kill(),
})

function requireCounts(): void {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is “${process.env.PORT}”; it must be a number from 1 to 65535.`)
  }
  if (!Number.isInteger(workers) || workers < 1) {
    throw new Error(`WORKERS is “${process.env.WORKERS}”; it must be a number from 1 on.`)
  }
}

function requireFreePort(): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program, or Fairlead is running already.`
      const why =
        error.code === 'EADDRINUSE' ? taken : `Port ${port} of ${host} cannot be used (${error.code}).`
      reject(new Error(`${why} Choose another: PORT=${port + 1} npm start`))
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function sayDatabase({ embedded, shelter, applied }: Environment): void {
  if (shelter) {
    say(
      `The database lives in ${shelter}: PostgreSQL does not run as root, and its user cannot reach this folder.`,
    )
  }
  if (!embedded) say('Using the database that DATABASE_URL names.')
  if (applied.length) say(`Brought the database up to date (${applied.length} migrations).`)
}

function show(line: string, name: string): void {
  // Next's greeting repeats what we say, with another address.
  const plain = stripVTControlCharacters(line)
  if (
    plain.trim() === '' ||
    /^\s*(▲ Next\.js|- (Local|Network):|✓ (Starting|Ready|Running next))/.test(plain)
  )
    return
  process.stdout.write(`${name}: ${line}\n`)
}

function sayReady({ embedded }: Environment): void {
  const lines = ['', `Fairlead is running at ${process.env.FAIRLEAD_URL}`]
  lines.push(
    embedded
      ? `Sign in with ${demo.email} and the password ${demo.password}`
      : `Sign in, or make an account at ${process.env.FAIRLEAD_URL}/sign-up`,
  )
  if (embedded && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    lines.push('Everyone who reaches this machine can do so: the password of the demo account is public.')
  }
  process.stdout.write(`${lines.join('\n')}\nStop it with Ctrl-C.\n\n`)
}
