import { randomBytes } from 'node:crypto'
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../lib/db/embedded-home'
import type { TestServer } from '../../lib/db/test-server'
import { startStack } from '../stack'
import { startMailServer } from './mail-server'

export type TestApp = {
  /** What the tests need to reach it, and to build worlds in its database. */
  env: Record<string, string>
  stop(): Promise<void>
  kill(): void
}

/** Where the browser tests' pages are built, apart from those of `npm start`. */
export const distOfTests = '.next-test'

export type TestAppOptions = {
  server: TestServer
  /** Exists; gets the app's files, the mails it sent and its log. */
  folder: string
  /** `smtp`: mails go to a real SMTP server, which keeps them as files in FAIRLEAD_E2E_MAILS. */
  mail: 'outbox' | 'smtp'
}

/** Starts web server and worker on free ports and an empty, migrated database of their own. */
export async function startTestApp({ server, folder, mail }: TestAppOptions): Promise<TestApp> {
  const port = await freePort()
  const data = join(folder, `data-${mail}`)
  const mails = join(folder, 'mails')
  await mkdir(data)
  const smtp = mail === 'smtp' ? await startMailServer(mails) : undefined
  const env = {
    DATABASE_URL: await server.clone(`e2e_${mail}`),
    FAIRLEAD_URL: `http://localhost:${port}`,
    FAIRLEAD_DATA: data,
    BETTER_AUTH_SECRET: randomBytes(32).toString('hex'),
    EMAIL_HASH_KEY: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'warn',
    // Set, though empty, so that nothing of the developer's .env is used.
    RESEND_API_KEY: '',
    RESEND_BASE_URL: '',
    SMTP_URL: smtp?.url ?? '',
    ...(smtp ? { FAIRLEAD_E2E_MAILS: mails } : {}),
  }
  const log = (line: string, name = 'app') =>
    void appendFile(join(folder, `${mail}.log`), `${name}: ${line}\n`)
  const stack = startStack({
    host: '127.0.0.1',
    port,
    dist: distOfTests,
    workers: 1,
    env,
    say: log,
    onLine: log,
  })
  await stack.ready
  return {
    env,
    async stop() {
      await stack.stop()
      await smtp?.stop()
    },
    kill: stack.kill,
  }
}
