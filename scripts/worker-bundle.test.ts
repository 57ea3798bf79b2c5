import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../lib/db/test-database'
import { getImport } from '../lib/imports/queries'
import { startSmtpServer } from '../lib/mail/test-smtp'
import { makeAccount } from '../prisma/factories/account'
import { makeImport, until } from '../prisma/factories/import'
import { root } from './environment'
import { startWorker } from './stack'
import { workerEntry } from './worker-arguments'
import { bundleOf, watchBundle } from './worker-bundle'

testDatabase()

const tidying: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const tidy of tidying.splice(0)) await tidy()
})

test('the worker that npm start runs ends an import and sends its report by SMTP, from one file without sources', async () => {
  const smtp = await startSmtpServer()
  tidying.push(smtp.stop)
  const account = await makeAccount({ name: 'Acme' })
  const number = await makeImport(account, 'Email,First name\nana@x.test,Ana\nno-at.test,Bo\ncy@x.test,Cy\n')
  const lines: string[] = []
  const worker = startWorker({ onLine: (line) => lines.push(line), env: { SMTP_URL: smtp.url } })
  tidying.push(() => worker.stop())

  await until(async () => smtp.received.length > 0)
  expect(worker.process.spawnargs.join(' ')).not.toContain('tsx')
  expect((await getImport(account.accountId, number))?.status).toBe('completed')
  const mail = smtp.received[0]?.mail
  expect(mail?.text).toContain('no-at.test')
  expect(mail?.html).toContain('Lead overview')
  expect(mail?.html).toContain('no-at.test')
  expect(lines.filter((line) => /"level":[456]0/.test(line))).toEqual([])

  const ended = once(worker.process, 'exit')
  worker.process.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('the bundle is one file in ASCII, under the hash of what it holds, and made again when it is gone', async () => {
  const file = bundleOf(workerEntry)
  const code = await readFile(file, 'utf8')
  expect(/[^\0-\x7f]/.test(code)).toBe(false)
  // Neither what the mails do not use nor Prisma's query compiler, which would be kept twice.
  expect(code).not.toContain('prismjs')
  expect(code).not.toContain('AGFzbQ')
  expect(bundleOf(workerEntry)).toBe(file)
  await rm(file)
  expect(bundleOf(workerEntry)).toBe(file)
  expect(await readFile(file, 'utf8')).toBe(code)
})

test('an edit of any file that goes into a bundle is in the next one; a mistake leaves the one before', async () => {
  const { entry, part } = await sources()
  expect(await printed(bundleOf(entry))).toBe('one true\n')
  let changes = 0
  const end = await watchBundle(entry, () => changes++)
  tidying.push(end)
  await edit(part, 'export const word: string = "two"')
  await until(async () => changes === 1)
  expect(await printed(bundleOf(entry))).toBe('two true\n')
  await edit(part, 'export const word: string = ')
  await pause(1_500) // its watch looks every half second
  expect(changes).toBe(1)
  expect(await printed(bundleOf(entry))).toBe('two true\n')
  await edit(part, 'export const word: string = "three"')
  await until(async () => changes === 2)
  expect(await printed(bundleOf(entry))).toBe('three true\n')
})

test('what does not fit together throws a sentence that names the file', async () => {
  const { entry, part } = await sources()
  await writeFile(part, 'export const other = 1')
  expect(() => bundleOf(entry)).toThrow(/entry\.ts.*No matching export.*"word"/s)
})

/** A script of two files in the checkout. */
async function sources(): Promise<{ entry: string; part: string }> {
  const file = bundleOf(workerEntry)
  const folder = await mkdtemp(join(dirname(file), '..', 'sources-'))
  tidying.push(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'part.ts'), 'export const word: string = "one"')
  await writeFile(
    join(folder, 'entry.ts'),
    "import { word } from './part'\nconsole.log(word, /^[＝]$/u.test('\\uff1d'))",
  )
  return { entry: relative(root, join(folder, 'entry.ts')), part: join(folder, 'part.ts') }
}

/** At once: the watch is not to meet half of it. */
async function edit(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

async function printed(script: string): Promise<string> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunks] = await Promise.all([child.stdout.toArray(), once(child, 'exit')])
  return Buffer.concat(chunks).toString('utf8')
}
