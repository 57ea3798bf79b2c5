import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { setPriority } from 'node:os'
import type pg from 'pg'

/** Enough that pages hardly notice; beside a machine that has other things to do, imports still get on. */
export const niceness = 12

let gives = false

/** From now on the work of this process gives way to pages: its own, and what the database does for it. */
export function giveWay(): void {
  gives = true
  for (const thread of threads()) setPriority(thread, niceness)
}

/** On Linux each thread has a priority of its own, those that collect garbage, too. 0: the whole process. */
function threads(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0]
}

/**
 * Lets the server's process behind a connection give way, too. Only where it is one of this machine and ours to order
 * about, as with the PostgreSQL that comes with npm; elsewhere nothing happens.
 */
export async function giveWayBehind(client: pg.ClientBase): Promise<void> {
  const port = portOf(client)
  if (!gives || port === undefined) return
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const pid = rows[0]?.pid
  if (pid === undefined || !(await serves(pid, port))) return
  try {
    setPriority(pid, niceness)
  } catch {} // it belongs to somebody else
}

/** Our end of the connection. Behind a pooler the server knows another one: then its process serves pages as well. */
function portOf(client: pg.ClientBase): number | undefined {
  return (client as pg.ClientBase & { connection?: { stream?: Socket } }).connection?.stream?.localPort
}

/** Whether the process of this number, on this machine, is the PostgreSQL that our port is connected to. */
async function serves(pid: number, port: number): Promise<boolean> {
  const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return title.startsWith('postgres:') && title.includes(`(${port})`)
}
