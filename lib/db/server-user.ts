import { type ExecFileException, execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'

/** The user the embedded server runs as; null = the one we are. PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | null

const name = 'postgres'

/** Finds (as root: makes when missing) the user for the embedded server. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return null
  const found = lookUp()
  if (found) return found
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'pipe' })
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and a user "${name}" for it could not be made. Start Fairlead as another user, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
  return lookUp()
}

function lookUp(): ServerUser {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return null // `id` exits with 1 when there is no such user
  }
}

export type Ran = { ok: boolean; output: string }

/** Runs a program as the server's user, away from our folder and our PG… variables. Never throws. */
export async function runAs(user: ServerUser, file: string, args: string[]): Promise<Ran> {
  const { PATH, SystemRoot, NODE_ENV } = process.env
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, {
      ...user,
      cwd: '/',
      env: { PATH, SystemRoot, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' },
      timeout: 90_000,
    })
    return { ok: true, output: `${stdout}${stderr}`.trim() }
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as ExecFileException
    return { ok: false, output: `${stdout}${stderr}`.trim() || message }
  }
}
