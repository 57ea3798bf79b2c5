import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { usableBinaries } from './embedded-binaries'
import { runAs, type ServerUser } from './server-user'

/** What is remembered about one embedded server, in `server.json` of its folder (mode 600). */
const remembered = z.object({
  password: z.string(),
  port: z.int(),
  /** Folder that holds data/ (and a copy of the programs) when the server's user cannot reach ours. */
  shelter: z.string().nullable(),
})

export type Home = z.infer<typeof remembered> & {
  folder: string
  /** Holds data/ and log: the folder itself, or the shelter. */
  place: string
}

/** Reads what is remembered of the server in `folder`; null when there is none yet. */
export async function readHome(folder: string): Promise<Home | null> {
  const text = await readFile(join(folder, 'server.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const known = remembered.parse(JSON.parse(text))
  return { ...known, folder, place: known.shelter ?? folder }
}

/**
 * Makes a database cluster in `folder` (absolute), which must not exist. It appears whole or not at all; when two
 * processes make it at once, one of the two stays and both get that one.
 */
export async function createHome(folder: string, user: ServerUser): Promise<Home> {
  await sweepHalves(folder)
  await mkdir(dirname(folder), { recursive: true, mode: user ? 0o711 : 0o700 })
  const half = await mkdtemp(`${folder}.new-${process.pid}-`)
  await chmod(half, user ? 0o711 : 0o700)
  const shelter = (await reaches(user, half)) ? null : await makeShelter(folder, user)
  const home: Home = {
    folder: half,
    place: shelter ?? half,
    shelter,
    password: randomBytes(24).toString('base64url'),
    port: await freePort(),
  }
  await initialise(home, user)
  await rememberHome(home)
  try {
    await rename(half, folder)
  } catch {
    await removeHome(home) // someone else was faster, unless it is not there either
  }
  const made = await readHome(folder)
  if (!made) throw new Error(`The folder of the embedded database, ${folder}, could not be made.`)
  return made
}

export async function rememberHome({ folder, password, port, shelter }: Home): Promise<void> {
  const text = JSON.stringify({ password, port, shelter }, null, 2)
  const half = join(folder, `server.json.${process.pid}`)
  await writeFile(half, `${text}\n`, { mode: 0o600 })
  await rename(half, join(folder, 'server.json'))
}

/** Deletes the cluster with everything in it. The server must be stopped. */
export async function removeHome(home: Home): Promise<void> {
  if (home.shelter) await rm(home.shelter, { recursive: true, force: true })
  await rm(home.folder, { recursive: true, force: true })
}

async function initialise(home: Home, user: ServerUser): Promise<void> {
  const binaries = await usableBinaries(user, home.place)
  const data = join(home.place, 'data')
  const passwordFile = join(home.place, 'password')
  await mkdir(data, { mode: 0o700 })
  await writeFile(join(home.place, 'log'), '', { mode: 0o600 })
  await writeFile(passwordFile, `${home.password}\n`, { mode: 0o600 })
  if (user)
    for (const path of [data, passwordFile, join(home.place, 'log')]) await chown(path, user.uid, user.gid)
  const made = await runAs(user, join(binaries, 'bin', 'initdb'), [
    `--pgdata=${data}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ])
  await rm(passwordFile)
  if (!made.ok) throw new Error(`The embedded database could not be made in ${data}: ${made.output}`)
}

/** Whether the server's user can work in a folder: every folder above it must let that user through. */
async function reaches(user: ServerUser, folder: string): Promise<boolean> {
  if (!user) return true
  return (await runAs(user, 'test', ['-x', folder])).ok
}

/** A folder outside the checkout, with a name nobody can guess beforehand, that the server's user reaches. */
async function makeShelter(folder: string, user: ServerUser): Promise<string> {
  for (const parent of ['/var/lib', '/var/tmp', '/tmp', tmpdir()]) {
    const made = await mkdtemp(join(parent, 'fairlead-')).catch(() => null) // not there, or read-only
    if (!made) continue
    await chmod(made, 0o711)
    if (await reaches(user, made)) {
      await writeFile(join(made, 'BELONGS-TO'), `${resolve(folder)}\n`)
      return made
    }
    await rm(made, { recursive: true })
  }
  throw new Error(
    `PostgreSQL does not run as root, and its user cannot reach ${folder} nor a folder in /var/lib, /var/tmp or /tmp. Move the checkout, or set DATABASE_URL.`,
  )
}

/** Removes what a killed `createHome` left behind. */
async function sweepHalves(folder: string): Promise<void> {
  const parent = dirname(folder)
  const prefix = `${basename(folder)}.new-`
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    await rm(join(parent, name), { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A port of 127.0.0.1 that was free a moment ago; `wanted` itself when that is free. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (wanted && error.code === 'EADDRINUSE') freePort().then(resolvePort, reject)
      else reject(error)
    })
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : wanted
      probe.close(() => resolvePort(port))
    })
  })
}
