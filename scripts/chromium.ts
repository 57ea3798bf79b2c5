import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { root, say } from './environment'

const run = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const libraries = ['libnss3', 'libnspr4', 'libexpat1']

/**
 * A Chromium that starts: PLAYWRIGHT_CHROMIUM, one of the system, the one inside the npm package @sparticuz/chromium, or
 * the one `playwright install chromium` fetched. Throws a sentence when there is none.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM
  if (named) {
    const fault = await faultOf(named)
    if (fault) throw new Error(`PLAYWRIGHT_CHROMIUM names ${named}, which does not start: ${fault}`)
    return named
  }
  for (const path of onPath()) if (!(await faultOf(path))) return path
  const packed = await unpacked()
  const fault = packed ? await startable(packed) : 'it comes for Linux only'
  if (packed && !fault) return packed
  const own = (await import('@playwright/test')).chromium.executablePath()
  if (existsSync(own) && !(await faultOf(own))) return own
  throw new Error(
    `The browser tests need a Chromium. The one from npm does not start (${fault}). ` +
      `Install ${libraries.join(', ')} or a Chromium, or run: npx playwright install chromium`,
  )
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not ours to run
  }
}

/** Why a program does not start, as it says itself; null when it does. */
async function faultOf(path: string): Promise<string | null> {
  try {
    await run(path, ['--version', '--no-sandbox'], { timeout: 30_000 })
    return null
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    return (stderr || message).trim().split('\n').slice(-1).join()
  }
}

/** The browser in @sparticuz/chromium, unpacked once per version into node_modules; null where there is none. */
async function unpacked(): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const folder = join(root, 'node_modules', '.cache', `chromium-${versionOfPackage()}`)
  const program = join(folder, 'chromium')
  if (existsSync(program)) return program
  say('Unpacking the browser…')
  const half = `${folder}.${process.pid}`
  await mkdir(half, { recursive: true })
  const before = process.env.TMPDIR
  // The package unpacks into the temporary folder, under a name anybody could have put there before.
  process.env.TMPDIR = half
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(half, folder).catch(() => rm(half, { recursive: true })) // another process was faster
  return program
}

function versionOfPackage(): string {
  const lock = join(root, 'node_modules', '.package-lock.json')
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as {
    packages: Record<string, { version: string }>
  }
  return packages['node_modules/@sparticuz/chromium']?.version ?? 'unknown'
}

/** Root on Debian may install what the browser lacks; anyone else reads what to install. */
async function startable(path: string): Promise<string | null> {
  const fault = await faultOf(path)
  if (!fault?.includes('shared libraries') || process.getuid?.() !== 0 || !isProgram('/usr/bin/apt-get'))
    return fault
  say(`Installing ${libraries.join(', ')}, which the browser needs…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('/usr/bin/apt-get', ['update', '-q'], { env })
    await run('/usr/bin/apt-get', ['install', '-yq', '--no-install-recommends', ...libraries], { env })
  } catch (error) {
    return `${fault}; apt-get said: ${(error as Error).message.trim().split('\n').slice(-1)}`
  }
  return faultOf(path)
}
