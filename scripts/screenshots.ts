import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { startTestServer, type TestServer } from '../lib/db/test-server'
import { buildWhenNeeded } from './build'
import { findChromium } from './chromium'
import { type Environment, openEnvironment, root, say } from './environment'
import { takePictures } from './screenshots/pictures'
import { runUntilStopped } from './stopping'
import { distOfTests, startTestApp, type TestApp } from './tests/app'

// `npm run screenshots [-- URL]`: the pictures in docs/, of an app of its own, or of the one that runs at URL here.
const [url] = process.argv.slice(2)
let folder: string | undefined
let starting: Promise<TestServer> | undefined
let opening: Promise<Environment> | undefined
let app: TestApp | undefined
let browser: Browser | undefined

await runUntilStopped({
  async start() {
    process.env.LOG_LEVEL ||= 'warn'
    if (url) await joinApp(url)
    else await startApp()
    browser = await chromium.launch({
      executablePath: await findChromium(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    await takePictures(browser, { url: process.env.FAIRLEAD_URL ?? '', folder: join(root, 'docs'), say })
    return 0
  },
  async stop() {
    await browser?.close()
    await app?.stop()
    const { closeDatabase } = await import('../lib/db/client')
    await closeDatabase()
    const server = await starting?.catch(() => null) // `start` has shown why
    await server?.remove()
    const environment = await opening?.catch(() => null)
    await environment?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  },
  force: () => app?.kill(),
  codeWhenStopped: 130,
})

/** The app that runs at `url`, on the database this machine uses for it. */
async function joinApp(url: string): Promise<void> {
  process.env.FAIRLEAD_URL = url
  opening = openEnvironment()
  await opening
}

async function startApp(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-pictures-'))
  starting = startTestServer()
  await buildWhenNeeded(distOfTests)
  app = await startTestApp({ server: await starting, folder, mail: 'outbox' })
  Object.assign(process.env, app.env)
}
