import { chmod, chown, cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createDatabase } from '../lib/db/create-database'
import { usableBinaries } from '../lib/db/embedded-binaries'
import { createHome, freePort, type Home } from '../lib/db/embedded-home'
import { migrate } from '../lib/db/migrate'
import { runAs, type ServerUser, serverUser } from '../lib/db/server-user'

/** A PostgreSQL of our own, durable, that can be killed and started again on the same port. */
export type Server = {
  port: number
  url(database: string): string
  /** SIGKILL to the postmaster and all its children, as a power cut would. */
  killHard(): Promise<void>
  stop(mode: 'fast' | 'immediate'): Promise<void>
  /** Starts it again; tries for a while, since what is left of a killed one may be in the way. */
  start(): Promise<void>
  /** Stops it and deletes everything. */
  remove(): Promise<void>
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  jit: 'off',
}

export type ServerOptions = {
  /** Where its folder is made; the temporary folder when absent. */
  parent?: string
  /** Where its write-ahead log is, when that is to be on another disk. */
  walParent?: string
  more?: Record<string, string>
}

/** Makes it in a folder of its own in the temporary folder (or `parent`) and starts it, with a migrated database. */
export async function startServer(
  database: string,
  { parent = tmpdir(), walParent, more = {} }: ServerOptions = {},
): Promise<Server> {
  const folder = await mkdtemp(join(parent, `fairlead-torture-${process.pid}-`))
  await chmod(folder, 0o711)
  const user = serverUser()
  const home = await createHome(join(folder, 'postgres'), user)
  if (walParent) await moveWal(home, walParent, user)
  const port = await freePort()
  const flags = Object.entries({ ...settings, ...more, port }).map(([name, value]) => `-c ${name}="${value}"`)
  const control = (...args: string[]) => controlServer(home, user, args)
  const url = (name: string) => `postgres://postgres:${home.password}@127.0.0.1:${port}/${name}`
  const server: Server = {
    port,
    url,
    killHard: () => killAll(home),
    stop: async (mode) => void (await control('stop', `--mode=${mode}`)),
    start: () =>
      startAgain(
        () => control('start', `--log=${join(home.place, 'log')}`, `--options=${flags.join(' ')}`),
        url('postgres'),
      ),
    async remove() {
      await control('stop', '--mode=immediate')
      await killAll(home)
      if (home.shelter) await rm(home.shelter, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  await createDatabase(url('postgres'), database)
  await migrate(url(database))
  return server
}

async function moveWal(home: Home, parent: string, user: ServerUser): Promise<void> {
  const from = join(home.place, 'data', 'pg_wal')
  const to = join(parent, 'pg_wal')
  await cp(from, to, { recursive: true })
  if (user)
    for (const path of [to, ...(await readdir(to)).map((name) => join(to, name))])
      await chown(path, user.uid, user.gid)
  await chmod(to, 0o700)
  await rm(from, { recursive: true })
  await symlink(to, from)
}

async function controlServer(home: Home, user: ServerUser, args: string[]): Promise<string> {
  const binaries = await usableBinaries(user, home.place)
  const ran = await runAs(user, join(binaries, 'bin', 'pg_ctl'), [
    ...args,
    '--wait',
    `--pgdata=${join(home.place, 'data')}`,
  ])
  return ran.output
}

async function startAgain(start: () => Promise<string>, url: string): Promise<void> {
  let said = ''
  for (let attempt = 0; attempt < 60; attempt++) {
    said = await start()
    if (await answers(url)) return
    await pause(250)
  }
  throw new Error(`PostgreSQL did not start again: ${said}`)
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false // the caller tries again
  } finally {
    await client.end().catch(() => {})
  }
}

/** The postmaster first, so that it starts nothing any more. */
async function killAll(home: Home): Promise<void> {
  const text = await readFile(join(home.place, 'data', 'postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = Number(text.split('\n')[0])
  if (!postmaster) return
  const children = await childrenOf(postmaster)
  for (const pid of [postmaster, ...children]) kill(pid)
}

async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(join('/proc', name, 'stat'), 'utf8').catch(() => '')
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) children.push(Number(name))
  }
  return children
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
