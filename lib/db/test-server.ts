import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from './create-database'
import { isAlive } from './embedded-home'
import { joinEmbeddedServer, removeEmbeddedServer } from './embedded-server'
import { migrate } from './migrate'

/** Name of the migrated, empty database that each test file clones. */
export const templateDatabase = 'fairlead_template'

export type TestServer = {
  /** Temporary folder, removed with it: for the files of tests. */
  folder: string
  /** Connection string of a database on it. */
  url(database: string): string
  /** Makes a database from the template and gives back its connection string. */
  clone(database: string): Promise<string>
  /** Stops the server and deletes everything in it. */
  remove(): Promise<void>
}

const prefix = 'fairlead-test-'

/** A throw-away PostgreSQL on a port and in a temporary folder of its own, with the migrated template. */
export async function startTestServer(): Promise<TestServer> {
  await sweepTestServers()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  await chmod(folder, 0o711)
  const place = join(folder, 'postgres')
  const server = await joinEmbeddedServer(place, { throwAway: true })
  await createDatabase(server.url('postgres'), templateDatabase)
  await migrate(server.url(templateDatabase))
  return {
    folder,
    url: server.url,
    async clone(database) {
      await createDatabase(server.url('postgres'), database, templateDatabase)
      return server.url(database)
    },
    async remove() {
      await server.leave()
      await removeEmbeddedServer(place)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Removes the servers of test runs that were killed. */
async function sweepTestServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.match(/^fairlead-test-(\d+)-/)?.[1])
    if (!pid || isAlive(pid)) continue
    await removeEmbeddedServer(join(tmpdir(), name, 'postgres'))
    await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
