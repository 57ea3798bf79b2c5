import type { Page } from '@playwright/test'
import { makeImport } from '../prisma/factories/import'
import { expect, test } from './fixtures'
import { holdInTheMiddle } from './held-account'
import { listOf } from './importing'
import { looksRight } from './look'

test.use({ plan: 'unlimited' })

test('an import that runs is told on every page of its account, and what came of it where one is', async ({
  page,
  account,
  admin,
  visit,
  member,
  allow,
}) => {
  allow(/status of 404 .*imports\/99/)
  const { accountId, slug } = account
  await page.goto(`/${slug}/campaigns`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Campaigns')
  await expect(strip(page)).toHaveCount(0)

  const holding = holdInTheMiddle(accountId)
  await makeImport({ accountId, userId: admin.userId }, `${listOf(60_000)}nobody,,\n`, { name: 'long.csv' })
  await makeImport({ accountId, userId: admin.userId }, listOf(2, 70_000), { name: 'next.csv' })
  const { release } = await holding
  try {
    await sections(page).getByRole('link', { name: 'Leads' }).click()
    await expect(strip(page)).toHaveText(running)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Leads')
    await looksRight(page, 'Leads, beside an import')
    for (const path of pages) {
      await page.goto(`/${slug}/${path}`)
      await expect(strip(page), path).toHaveText(running)
    }

    // Its own page has a bar of its own; beside that, the next is told.
    await strip(page).getByRole('link', { name: 'View import 1' }).press('Enter')
    await expect(page.getByRole('progressbar', { name: 'Importing long.csv' })).toBeVisible()
    await expect(strip(page)).toHaveText(/^Importing next\.csv – 0% ?Waiting for its turn… ?View import 2$/)
    await sections(page).getByRole('link', { name: 'Leads' }).click()
    await expect(strip(page)).toHaveText(running)

    const other = await visit(member)
    await other.goto('/accounts')
    await expect(strip(other)).toHaveCount(0)
  } finally {
    await release()
  }

  await expect(page.getByRole('status').last()).toContainText('next.csv: Import finished. 2 added')
  await expect(strip(page)).toContainText('long.csv: Import finished. 60,000 added, 0 modified, 1 rejected.')
  await expect(strip(page)).toContainText('next.csv: Import finished. 2 added, 0 modified, 0 rejected.')
  await expect(strip(page)).not.toContainText('Importing')
  await looksRight(page, 'Leads, after an import')
  const refresh = strip(page).getByRole('button', { name: 'Refresh this page' })
  await refresh.first().press('Enter')
  await expect(refresh).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leads 60,002')
  await expect(page.getByRole('main')).toBeFocused()
  await strip(page).getByRole('link', { name: 'View report of import 2' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('next.csv')
  await expect(strip(page)).toHaveCount(0)
})

test('an import that somebody else starts is told when the next page is gone to, on a file name of any length', async ({
  page,
  account,
  admin,
}) => {
  const { accountId, slug } = account
  const name = `${'a-name-without-a-space-'.repeat(8)}.csv`
  await page.goto(`/${slug}/leads`)
  const holding = holdInTheMiddle(accountId)
  const number = await makeImport({ accountId, userId: admin.userId }, listOf(60_000), { name })
  const { release } = await holding
  try {
    await expect(strip(page)).toHaveCount(0)
    await sections(page).getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
    await expect(strip(page)).toContainText(/– \d+%/)
    await looksRight(page, 'Settings, beside an import with a long name')
    await page.setViewportSize({ width: 320, height: 640 })
    await expect(strip(page).getByRole('link', { name: `View import ${number}` })).toBeInViewport()
  } finally {
    await release()
  }
})

const pages = [
  'leads/new',
  'leads/deleted',
  'leads/exports',
  'imports',
  'imports/new',
  'imports/trends',
  'campaigns',
  'outbox',
  'settings/general',
  'settings/members',
  'settings/billing',
  'settings/audit',
  'imports/99',
]

const running = /^Importing long\.csv – \d+% 1 more import is waiting\. ?View import 1$/

function strip(page: Page) {
  return page.getByRole('region', { name: 'Imports under way' })
}

function sections(page: Page) {
  return page.getByRole('navigation', { name: 'Sections' })
}
