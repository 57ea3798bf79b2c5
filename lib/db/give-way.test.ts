import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { until } from '../../prisma/factories/import'
import { workerArguments } from '../../scripts/worker-arguments'
import { pool } from './client'
import { niceness } from './give-way'
import { testDatabase } from './test-database'

testDatabase()

/** The server's processes that serve this database. */
async function backends(): Promise<number[]> {
  const { rows } = await pool().query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'",
  )
  return rows.map(({ pid }) => pid)
}

/** By how far each of them gives way. */
async function priorities(): Promise<number[]> {
  return (await backends()).map((pid) => getPriority(pid))
}

/** How far the session of a process gives way to others; null where Linux does not share by sessions. */
async function sessionNiceness(pid: number | 'self'): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/autogroup`, 'utf8').catch(() => '')
  const niceness = text.match(/ nice (-?\d+)/)?.[1]
  return niceness === undefined ? null : Number(niceness)
}

test.runIf(process.platform === 'linux')(
  'what the database does for a worker gives way to pages, as the worker does, and nothing else',
  async () => {
    const worker = spawn(process.execPath, workerArguments(), {
      env: { ...process.env, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
    })
    try {
      expect(await priorities()).not.toContain(niceness)
      await until(async () => (await priorities()).includes(niceness))
      const threads = await readdir(`/proc/${worker.pid}/task`)
      expect(new Set(threads.map((thread) => getPriority(Number(thread))))).toEqual(new Set([niceness]))
      expect((await priorities()).some((priority) => priority < niceness)).toBe(true)
      const own = await sessionNiceness('self')
      if (own === null) return
      await until(async () => (await sessionNiceness(worker.pid!)) === niceness)
      for (const pid of await backends())
        await until(
          async () => (await sessionNiceness(pid)) === (getPriority(pid) === niceness ? niceness : 0),
        )
      expect(await sessionNiceness('self')).toBe(own)
    } finally {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  },
)
