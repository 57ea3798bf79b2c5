import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDatabase } from '../lib/db/client'
import { readEnvAgain } from '../lib/env'
import { type BadLine, startProxy } from './proxy'
import { type Server, startServer } from './server'
import type { Summary } from './summary'

/** Where torture happens: a server of its own, a line to it that can be bad, a folder, and the count of it all. */
export type World = {
  server: Server
  line: BadLine
  /** DATABASE_URL over the line; this process and workers that are not to suffer from it go straight. */
  overLine: string
  folder: string
  summary: Summary
}

const secret = 'of-the-torture-of-the-torture-of-the-torture'

/** Makes the world, points this process at it, and takes it down in the end, whatever happened. */
export async function inWorld(summary: Summary, work: (world: World) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-torture-data-'))
  Object.assign(process.env, {
    FAIRLEAD_DATA: folder,
    BETTER_AUTH_SECRET: secret,
    EMAIL_HASH_KEY: secret,
    RESEND_API_KEY: '',
    SMTP_URL: '',
    DATABASE_STATEMENT_SECONDS: '30',
    BATCH_ROWS: '200',
  })
  const server = await startServer('fairlead')
  const line = await startProxy(() => server.port)
  process.env.DATABASE_URL = server.url('fairlead')
  readEnvAgain()
  const overLine = new URL(server.url('fairlead'))
  overLine.port = String(line.port)
  try {
    await work({ server, line, overLine: overLine.href, folder, summary })
  } finally {
    await closeDatabase()
    await line.close()
    await server.remove()
    await rm(folder, { recursive: true, force: true })
  }
}
