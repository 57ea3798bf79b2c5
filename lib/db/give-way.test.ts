import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { until } from '../../prisma/factories/import'
import { workerArguments } from '../../scripts/worker-arguments'
import { pool } from './client'
import { niceness } from './give-way'
import { testDatabase } from './test-database'

testDatabase()

/** The server's processes that serve this database, by how far each gives way. */
async function priorities(): Promise<number[]> {
  const { rows } = await pool().query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'",
  )
  return rows.map(({ pid }) => getPriority(pid))
}

test.runIf(process.platform === 'linux')(
  'what the database does for a worker gives way to pages, as the worker does, and nothing else',
  async () => {
    const worker = spawn(process.execPath, workerArguments(), {
      env: { ...process.env, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      expect(await priorities()).not.toContain(niceness)
      await until(async () => (await priorities()).includes(niceness))
      const threads = await readdir(`/proc/${worker.pid}/task`)
      expect(new Set(threads.map((thread) => getPriority(Number(thread))))).toEqual(new Set([niceness]))
      expect((await priorities()).some((priority) => priority < niceness)).toBe(true)
    } finally {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  },
)
