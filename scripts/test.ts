import { existsSync, globSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startTestServer, type TestServer } from '../lib/db/test-server'
import { buildWhenNeeded } from './build'
import { runChecks } from './checks/all'
import { showCheck } from './checks/show'
import { findChromium } from './chromium'
import { root, say } from './environment'
import { runUntilStopped } from './stopping'
import { distOfTests, startTestApp, type TestApp } from './tests/app'
import { runPlaywright } from './tests/playwright'
import { inWords, nothing, sum, type Tally } from './tests/tally'
import { runVitest, type ToolRun } from './tests/vitest'

// `npm test [-- --only check|unit|db|e2e] [-- FILE…]`: everything, on ports and a database of its own.
const parts = ['check', 'unit', 'db', 'e2e'] as const
const { values, positionals: filters } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
})
const wants = (part: (typeof parts)[number]) => !values.only || values.only === part

let stopped = false
let folder: string | undefined
let starting: Promise<TestServer> | undefined
let tool: ToolRun | undefined
let app: TestApp | undefined

await runUntilStopped({
  async start() {
    if (values.only && !parts.some((part) => part === values.only)) {
      throw new Error(`--only takes one of ${parts.join(', ')}.`)
    }
    folder = await mkdtemp(join(tmpdir(), `fairlead-test-${process.pid}-run-`))
    const tallies = [await check(), await vitest(), await browser()]
    if (stopped) return undefined
    const tally = sum(tallies)
    process.stdout.write(inWords(tally))
    if (
      filters.length &&
      values.only !== 'check' &&
      tally.passed + tally.skipped + tally.failed.length === 0
    ) {
      throw new Error(
        `No test of the kinds that were asked for is in a file named like ${filters.join(', ')}.`,
      )
    }
    return tally.failed.length ? 1 : 0
  },
  async stop() {
    stopped = true
    await tool?.child.stop(5_000)
    await app?.stop()
    const server = await starting?.catch(() => null) // `start` has shown why
    await server?.remove()
    if (folder) await rm(folder, { recursive: true, force: true })
  },
  force() {
    tool?.child.kill()
    app?.kill()
  },
  codeWhenStopped: 130,
})

/** A check that finds something counts as one failed test. */
async function check(): Promise<Tally> {
  if (!wants('check')) return nothing
  const failed = await runChecks(showCheck)
  return { ...nothing, failed: failed.map(({ name, faults }) => ({ test: name, why: faults.join('\n') })) }
}

async function vitest(): Promise<Tally> {
  const projects = ['unit', 'db'].filter((project) => wants(project as 'unit' | 'db'))
  if (stopped || projects.length === 0 || !folder) return nothing
  const server = wants('db') ? await testServer() : undefined
  tool = runVitest({ projects, filters, folder, server })
  return tool.tally
}

/** The specs named *.smtp.spec.ts have an app that sends by SMTP, the others one with the outbox. */
async function browser(): Promise<Tally> {
  if (stopped || !wants('e2e')) return nothing
  const specs = globSync('e2e/**/*.spec.ts', { cwd: root })
  const wanted = specs.filter(
    (spec) => filters.length === 0 || filters.some((filter) => spec.includes(filter)),
  )
  if (wanted.length === 0) return nothing
  const chromium = await findChromium()
  const server = await testServer()
  await buildWhenNeeded(distOfTests)
  const tallies: Tally[] = []
  for (const mail of ['outbox', 'smtp'] as const) {
    if (stopped || !wanted.some((spec) => spec.endsWith('.smtp.spec.ts') === (mail === 'smtp'))) continue
    tallies.push(await browserOn(server, mail, chromium))
  }
  return sum(tallies)
}

async function browserOn(server: TestServer, mail: 'outbox' | 'smtp', chromium: string): Promise<Tally> {
  if (!folder) return nothing
  app = await startTestApp({ server, folder, mail })
  const report = join(folder, `playwright-${mail}.json`)
  tool = runPlaywright({ env: app.env, chromium, filters, report })
  const tally = await tool.tally
  await app.stop()
  app = undefined
  if (tally.failed.length && !stopped) {
    const written = join(folder, `${mail}.log`)
    const kept = join(root, 'test-results', `app-${mail}.log`)
    if (existsSync(written)) await cp(written, kept)
    say(existsSync(written) ? `What the app logged: ${kept}` : 'The app logged no warning.')
  }
  return tally
}

function testServer(): Promise<TestServer> {
  starting ??= startTestServer()
  return starting
}
