import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Page } from '@playwright/test'
import { db } from '../lib/db/client'
import { expect, test } from './fixtures'
import { nextButton, openNewImport } from './importing'

/** As large as a file that people cut by hand; FAIRLEAD_E2E_SENT_MB makes it another size. */
const megabytes = Number(process.env.FAIRLEAD_E2E_SENT_MB || 300)
const large = join(tmpdir(), `fairlead-sent-${process.pid}.csv`)
const bytes = megabytes * 1_000_000

test.beforeAll(async () => {
  const line = (n: number) => `lead-${n}@list.test,${'x'.repeat(970)}\n`
  function* lines() {
    let left = bytes - 'Email,Company\n'.length
    yield 'Email,Company\n'
    for (let n = 1; left > 0; n++) {
      const one = line(n)
      yield left > one.length + 200
        ? one
        : `last@list.test,${'y'.repeat(left - 'last@list.test,\n'.length)}\n`
      left = left > one.length + 200 ? left - one.length : 0
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(large))
})
test.afterAll(() => rm(large, { force: true }))

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

test('a large file that is paused, cut, reloaded and chosen again arrives whole', async ({
  page,
  account,
  context,
  allow,
}) => {
  allow(/Failed to load resource|ERR_INTERNET_DISCONNECTED|net::ERR/)
  const bar = page.getByRole('progressbar', { name: /^Sending / })
  const sent = async () => Number(await bar.getAttribute('aria-valuenow'))
  await slowly(page)
  await openNewImport(page)
  await choose(page, 'Choose file')

  await test.step('pauses and resumes', async () => {
    await expect.poll(sent).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByText(/ · paused$/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused()
    const paused = await sent()
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect.poll(sent).toBeGreaterThan(paused)
  })

  await test.step('waits while the network is gone, and goes on by itself', async () => {
    await context.setOffline(true)
    await expect(page.getByText('The connection is lost.').first()).toBeVisible()
    const cut = await sent()
    await context.setOffline(false)
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect.poll(sent).toBeGreaterThan(cut)
    expect(await sent()).toBeLessThan(bytes)
  })

  await test.step('after a reload, goes on where it was', async () => {
    page.on('dialog', (dialog) => dialog.accept())
    await page.reload()
    const name = large.split('/').at(-1)
    await expect(page.getByText(`Continue sending ${name}`)).toBeVisible()
    const reused = page.waitForRequest((request) => request.method() === 'PATCH')
    await choose(page, 'Choose it again')
    expect(Number((await reused).headers()['upload-offset'])).toBeGreaterThan(0)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await expect(nextButton(page)).toBeEnabled({ timeout: 60_000 })
  })

  const file = await db().file.findFirstOrThrow({ where: { accountId: account.accountId } })
  expect(Number(file.bytes)).toBe(bytes)
  await expect(page.getByText(/^[\d,]+ rows · 2 columns$/)).toBeVisible()
  await page.goto(`/${account.slug}/imports/new`)
  await expect(page.getByRole('button', { name: 'Choose file' })).toBeVisible()
  await expect(page.getByText(/^Continue sending/)).toHaveCount(0)
})

test('a file that is cancelled on its way leaves nothing to continue', async ({ page, account }) => {
  await slowly(page)
  await openNewImport(page)
  await choose(page, 'Choose file')
  await expect(page.getByRole('progressbar', { name: /^Sending / })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Choose file' })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Choose file' })).toBeVisible()
  await expect(page.getByText(/^Continue sending/)).toHaveCount(0)
  expect(await db().file.count({ where: { accountId: account.accountId } })).toBe(0)
})

async function choose(page: Page, button: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await choosing).setFiles(large)
}

/** Each piece takes a moment, so that there is time to cut in. */
async function slowly(page: Page): Promise<void> {
  await page.route('**/api/*/files/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150))
    await route.continue()
  })
}
