import { db } from '../lib/db/client'
import { requestCancel } from '../lib/imports/mutations'
import { startRest } from '../lib/imports/rest'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { prepareForSpring, springList } from '../prisma/factories/spring'
import { expect, test } from './fixtures'
import { looksRight } from './look'

test.use({ plan: 'starter' })

test('the history is filtered in the address, and re-runs stand under their import', async ({
  page,
  account,
  admin,
  member,
}) => {
  const owner = { ...account, ...admin }
  const stopped = await makeImport(owner, csvOfLeads(3), { name: 'stopped.csv' })
  await requestCancel(account.accountId, stopped)
  await runDueImports()
  await runImportOf({ ...owner, userId: member.userId }, csvOfLeads(2, 50), { name: 'fine.csv' })
  await runImportOf(owner, csvOfLeads(2, 50), { name: 'again.csv' })
  orThrow(await startRest(account.accountId, admin.userId, stopped))
  await runDueImports()

  await page.goto(`/${account.slug}/imports`)
  const files = page.getByRole('table', { name: 'Imports' }).getByRole('rowheader')
  await expect(files).toContainText(['again.csv', 'fine.csv', 'stopped.csv', 're-run of #1: stopped.csv'])

  const filter = page.getByRole('search', { name: 'Filter imports' })
  await filter.getByRole('combobox', { name: 'Rejected rows' }).selectOption('Has rejected rows')
  await filter.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('main').getByText('1 import matches.')).toBeVisible()
  await expect(files).toContainText(['again.csv'])
  await expect(page).toHaveURL(/rejections=1/)

  await filter.getByRole('combobox', { name: 'Person' }).selectOption('Max Member')
  await filter.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('main').getByText('No imports match.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(files).toHaveCount(4)

  await filter.getByRole('combobox', { name: 'Status' }).selectOption('Cancelled')
  await filter.getByRole('button', { name: 'Filter' }).click()
  await expect(files).toContainText(['stopped.csv', 're-run of #1: stopped.csv'])
  await looksRight(page, 'Imports, filtered')
})

test('rows and reasons add up over time, drawn and as a table', async ({ page, account, admin }) => {
  const owner = { ...account, ...admin }
  await prepareForSpring(account.accountId)
  for (let n = 0; n < 7; n++) {
    const view = await runImportOf(owner, n % 2 === 0 ? springList() : csvOfLeads(20 + n, 30 * n), {
      update: n > 4,
    })
    const createdAt = new Date(Date.now() - n * 8 * 86_400_000)
    await db().import.updateMany({
      where: { accountId: account.accountId, number: view.number },
      data: { createdAt },
    })
  }
  await page.goto(`/${account.slug}/imports`)
  await page.getByRole('link', { name: 'Trends' }).click()
  await expect(page.getByText(/^In the last 26 weeks, 7 imports read 485 rows: /)).toBeVisible()
  const table = page.getByRole('table', { name: 'Rows and rejections per week' })
  await expect(table.getByRole('rowheader').first()).toContainText('week of')
  await page.getByRole('link', { name: 'Per day' }).click()
  await expect(page.getByText(/^In the last 30 days, 4 imports read /)).toBeVisible()
  await page.getByRole('link', { name: 'Per month' }).click()
  await expect(page.getByRole('table', { name: 'Rows and rejections per month' })).toBeVisible()
  await looksRight(page, 'Import trends')
})

test('an account without imports says so on both pages', async ({ page, account }) => {
  await page.goto(`/${account.slug}/imports`)
  await expect(page.getByText('No imports yet.')).toBeVisible()
  await page.goto(`/${account.slug}/imports/trends`)
  await expect(page.getByText('No imports in the last 26 weeks.')).toBeVisible()
})
