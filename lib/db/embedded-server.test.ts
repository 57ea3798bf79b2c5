import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from './embedded-home'
import { isEmbeddedServerUsed, joinEmbeddedServer, removeEmbeddedServer } from './embedded-server'

let parent: string
let folder: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), `fairlead-test-${process.pid}-`))
  await chmod(parent, 0o711)
  folder = join(parent, 'postgres')
})

afterEach(async () => {
  await removeEmbeddedServer(folder)
  await rm(parent, { recursive: true, force: true })
})

const quick = { throwAway: true }
const isRoot = process.getuid?.() === 0

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return (await client.query({ text: query, rowMode: 'array' })).rows[0]?.[0]
  } finally {
    await client.end()
  }
}

async function pidFile(): Promise<string[]> {
  return (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')
}

test('users who come at once to a new folder share one server, and the last to leave stops it', async () => {
  const users = await Promise.all([1, 2, 3].map(() => joinEmbeddedServer(folder, quick)))
  const urls = new Set(users.map((user) => user.url('postgres')))
  expect(urls.size).toBe(1)
  expect(await readdir(parent)).toEqual(['postgres'])
  const url = users[0]?.url('postgres') ?? ''
  expect(await isEmbeddedServerUsed(folder)).toBe(true)
  expect(await users[0]?.leave()).toBe(false)
  expect(await users[1]?.leave()).toBe(false)
  expect(await ask(url, 'SELECT 1')).toBe(1)
  expect(await users[2]?.leave()).toBe(true)
  await expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  expect(await isEmbeddedServerUsed(folder)).toBe(false)
})

test('it is UTF-8 in C order, asks for its password and listens on this machine only', async () => {
  const server = await joinEmbeddedServer(folder, quick)
  const url = server.url('postgres')
  expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8')
  expect(await ask(url, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'")).toBe('C')
  expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1')
  expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600)
  const wrong = new URL(url)
  wrong.password = 'wrong'
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  await server.leave()
})

test('a server killed with -9 is started again by those who use it, on the same port', async () => {
  const server = await joinEmbeddedServer(folder, quick)
  await ask(server.url('postgres'), 'CREATE TABLE kept ()')
  const [pid, , , port] = await pidFile()
  process.kill(Number(pid), 'SIGKILL')
  await expect
    .poll(() => ask(server.url('postgres'), "SELECT to_regclass('kept')::text").catch(() => null))
    .toBe('kept')
  expect((await pidFile())[3]).toBe(port)
  expect(await server.leave()).toBe(true)
})

test('a server killed with -9 while nobody used it starts at the next use', async () => {
  await (await joinEmbeddedServer(folder, quick)).leave()
  const left = await joinEmbeddedServer(folder, quick)
  const leaving = pidFile().then(([pid]) => process.kill(Number(pid), 'SIGKILL'))
  await Promise.all([leaving, left.leave()])
  const again = await joinEmbeddedServer(folder, quick)
  expect(await ask(again.url('postgres'), 'SELECT 1')).toBe(1)
  await again.leave()
})

test('it takes another port when somebody else has taken its own', async () => {
  const first = await joinEmbeddedServer(folder, quick)
  const port = Number(new URL(first.url('postgres')).port)
  await first.leave()
  const stranger = createServer().listen(port, '127.0.0.1')
  const second = await joinEmbeddedServer(folder, quick)
  expect(Number(new URL(second.url('postgres')).port)).not.toBe(port)
  await second.leave()
  stranger.close()
})

test.runIf(isRoot)(
  'root in a closed folder: data and programs go to a folder the server can reach',
  async () => {
    await chmod(parent, 0o700)
    const server = await joinEmbeddedServer(folder, quick)
    expect(server.shelter).toMatch(/^\/(var\/lib|var\/tmp|tmp)\/fairlead-/)
    expect(await ask(server.url('postgres'), 'SELECT 1')).toBe(1)
    await server.leave()
    await removeEmbeddedServer(folder)
    await expect(stat(server.shelter ?? '')).rejects.toThrow('ENOENT')
  },
  60_000,
)

test('a port that is taken is not given as free', async () => {
  const port = await freePort()
  const taken = createServer().listen(port, '127.0.0.1')
  expect(await freePort(port)).not.toBe(port)
  taken.close()
})
