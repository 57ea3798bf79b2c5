import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const names = ['BETTER_AUTH_SECRET', 'EMAIL_HASH_KEY'] as const
const kept = z.record(z.enum(names), z.string().min(32))

export type Secrets = z.infer<typeof kept>

/**
 * The secrets of an installation: what the environment gives, else what `secrets.json` in the data folder holds,
 * which is made (mode 600) on first use. `made` says that it was made just now.
 */
export async function ensureSecrets(folder: string): Promise<{ secrets: Secrets; made: boolean }> {
  const given = Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  )
  if (names.every((name) => name in given)) return { secrets: given as Secrets, made: false }
  const path = join(folder, 'secrets.json')
  const before = await read(path)
  if (!before) await make(folder, path)
  const own = before ?? (await read(path))
  if (!own) throw new Error(`${path} could not be made.`)
  return { secrets: { ...own, ...given }, made: !before }
}

async function read(path: string): Promise<Secrets | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const known = kept.safeParse(parsed(text))
  if (!known.success) {
    throw new Error(`${path} is damaged: it must hold ${names.join(' and ')}, 32 letters or more each.`)
  }
  return known.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no JSON at all: damaged like any other
  }
}

/** Appears whole or not at all, and never replaces one that another process made meanwhile. */
async function make(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const half = `${path}.${randomBytes(8).toString('hex')}` // of nobody else, in this process neither
  const values = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]))
  await writeFile(half, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 })
  await link(half, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(half)
}
