import { readFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { usableBinaries } from './embedded-binaries'
import { createHome, freePort, type Home, isAlive, readHome, rememberHome, removeHome } from './embedded-home'
import { type Ran, runAs, type ServerUser, serverUser } from './server-user'

/**
 * The PostgreSQL that comes with npm, shared by every process that works on one folder. Whoever uses it holds a
 * session with a shared advisory lock; who leaves last stops it. It listens on 127.0.0.1 only, with a password.
 */
export type EmbeddedServer = {
  /** Connection string for one of its databases. */
  url(database: string): string
  /** Lets go; stops the server when nobody else uses it. True = it was stopped. */
  leave(): Promise<boolean>
  /** Set when its data had to go outside the folder asked for. */
  shelter: string | null
}

/** Moderate settings; durable. `throwAway` trades durability (only against a power cut) for speed, in tests. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: `${sharedMegabytes()}MB`,
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
const throwAway = { fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB' }

export type EmbeddedOptions = { throwAway?: boolean }

const usersLock = 5_274_310
/** An eighth of the memory, as far as that is between 128 MB and 1 GB. */
function sharedMegabytes(): number {
  return Math.round(Math.min(1_024, Math.max(128, totalmem() / 2 ** 20 / 8)))
}

const patienceMs = 60_000
/** How long a living process with the server's pid is taken for the server. */
const strangerMs = 5_000

/** Joins the server of `folder`: makes it when there is none, starts it when it does not run. */
export async function joinEmbeddedServer(
  folder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const absolute = resolve(folder)
  const running = await readHome(absolute).then((home) => home && hold(home))
  const user = running ? null : serverUser()
  const home = (await readHome(absolute)) ?? (await createHome(absolute, user))
  const session = running ?? (await startAndHold(home, user, options))
  return member(home, session, options)
}

/** Whether a process uses the server of `folder` now. */
export async function isEmbeddedServerUsed(folder: string): Promise<boolean> {
  const home = await readHome(resolve(folder))
  const session = home && (await hold(home))
  if (!session) return false
  const { rows } = await session.query<{ users: number }>(
    "SELECT count(*)::int AS users FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted",
    [usersLock],
  )
  await session.end()
  return (rows[0]?.users ?? 0) > 1
}

/** Stops the server of `folder`, whoever uses it, and deletes everything in it. */
export async function removeEmbeddedServer(folder: string): Promise<void> {
  const home = await readHome(resolve(folder))
  if (!home) return
  await stop(home)
  await removeHome(home)
}

function member(home: Home, first: pg.Client, options: EmbeddedOptions): EmbeddedServer {
  let session = Promise.resolve(first)
  let leaving = false
  const watch = (client: pg.Client) =>
    client.once('end', () => {
      if (leaving) return
      // Killed under us: whoever notices first starts it again. A failure to do so ends the process.
      session = startAndHold(home, serverUser(), options)
      session.then(watch)
    })
  watch(first)
  return {
    url: (database) => addressOf(home, database),
    shelter: home.shelter,
    async leave() {
      leaving = true
      return letGo(home, await session)
    },
  }
}

/** True = we were the last user, and it was stopped. */
async function letGo(home: Home, session: pg.Client): Promise<boolean> {
  let last: boolean | undefined
  try {
    await session.query('SELECT pg_advisory_unlock_shared($1)', [usersLock])
    const { rows } = await session.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
      usersLock,
    ])
    last = rows[0]?.last
    if (!last) await session.end()
  } catch {
    return true // the session is gone because the server is
  }
  if (last) await stop(home)
  return last === true
}

async function startAndHold(home: Home, user: ServerUser, options: EmbeddedOptions): Promise<pg.Client> {
  const begun = Date.now()
  let said = ''
  while (Date.now() < begun + patienceMs) {
    const session = await hold(home)
    if (session) return session
    // A process with the pid in postmaster.pid may be starting or stopping it, or be a stranger after a crash.
    const running = await runningServer(home)
    if (!running || !isAlive(running.pid) || Date.now() > begun + strangerMs) {
      said = (await start(home, user, options)) ?? said
    }
    await pause(50)
  }
  const log = await readFile(join(home.place, 'log'), 'utf8').catch(() => '')
  const tail = log.trim().split('\n').slice(-5).join('\n')
  throw new Error(`The embedded PostgreSQL in ${home.place} did not start.\n${said}\n${tail}`.trim())
}

/** Opens the session that says "I use it". Null when the server does not run, or is starting or stopping. */
async function hold(home: Home): Promise<pg.Client | null> {
  const running = await runningServer(home)
  if (!running?.port) return null
  home.port = running.port
  const session = new pg.Client({
    connectionString: addressOf(home, 'postgres'),
    application_name: 'fairlead-user',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  session.on('error', () => {}) // 'end' follows, and is handled
  try {
    await session.connect()
    await session.query('SELECT pg_advisory_lock_shared($1)', [usersLock])
    return session
  } catch {
    session.end().catch(() => {})
    return null // the caller tries again until its patience ends, then shows the server's log
  }
}

function addressOf(home: Home, database: string): string {
  return `postgres://postgres:${home.password}@127.0.0.1:${home.port}/${database}`
}

/** What postmaster.pid says; null when the server was stopped. After a kill -9 it names a process that is gone. */
async function runningServer(home: Home): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(home.place, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid ? { pid, port: Number(lines[3]) || 0 } : null
}

/** Starts it; gives back what pg_ctl said when that failed. */
async function start(home: Home, user: ServerUser, options: EmbeddedOptions): Promise<string | null> {
  const port = await freePort(home.port)
  if (port !== home.port) await rememberHome(Object.assign(home, { port }))
  const all = { port: String(port), ...settings, ...(options.throwAway ? throwAway : {}) }
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}="${value}"`)
  const started = await control(home, user, [
    'start',
    `--log=${join(home.place, 'log')}`,
    `--options=${flags.join(' ')}`,
  ])
  return started.ok ? null : started.output
}

async function stop(home: Home): Promise<void> {
  const stopped = await control(home, serverUser(), ['stop', '--mode=fast'])
  const running = await runningServer(home)
  if (!stopped.ok && running && isAlive(running.pid)) {
    throw new Error(`The embedded PostgreSQL in ${home.place} did not stop: ${stopped.output}`)
  }
}

async function control(home: Home, user: ServerUser, args: string[]): Promise<Ran> {
  const binaries = await usableBinaries(user, home.place)
  return runAs(user, join(binaries, 'bin', 'pg_ctl'), [
    ...args,
    '--wait',
    `--pgdata=${join(home.place, 'data')}`,
  ])
}
