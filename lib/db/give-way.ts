import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** Enough that pages hardly notice; beside a machine that has other things to do, imports still get on. */
export const niceness = 12

let gives = false

/** From now on the work of this process gives way to pages: its own, and what the database does for it. */
export function giveWay(): void {
  gives = true
  for (const thread of threads()) setPriority(thread, niceness)
  void sessionGivesWay(process.pid)
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
  } catch {
    return // it belongs to somebody else
  }
  void sessionGivesWay(pid)
}

/** Linux takes one such wish every 100 ms from whoever is not root, all processes together. */
const [wishesMax, wishPauseMs] = [20, 150]

/**
 * Linux shares the processors out among sessions first (autogroup, sched(7)): how nice a process is, nobody outside of
 * its session notices. So its session gives way, where nothing else is in it: a worker has one of its own, and so has
 * each process of PostgreSQL.
 */
async function sessionGivesWay(pid: number): Promise<void> {
  if ((await sessionOf(pid)) !== pid) return
  for (let wishes = 0; wishes < wishesMax; wishes++) {
    try {
      return await writeFile(`/proc/${pid}/autogroup`, String(niceness))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return // not this Linux, or gone
    }
    await pause(wishPauseMs, undefined, { ref: false })
  }
}

/** The session a process is in, named for the process that began it; null where the system does not tell. */
async function sessionOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return session ? Number(session) : null
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
