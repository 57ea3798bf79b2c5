import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { createCampaign } from '../lib/campaigns/mutations'
import { db } from '../lib/db/client'
import { makeLeads } from '../prisma/factories/account'
import { makeImport, until } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { expect, test } from './fixtures'
import { importFile } from './importing'
import { looksRight } from './look'

const rows = (page: Page) =>
  page
    .getByRole('table', { name: 'Leads', exact: true })
    .getByRole('row')
    .filter({
      has: page.getByRole('rowheader'),
    })
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('adds a lead by hand, edits it, and its page tells both', async ({ page, account }) => {
  await db().customField.create({ data: { accountId: account.accountId, name: 'City' } })
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('link', { name: 'Add a lead' }).click()
  await expect(heading(page)).toHaveText('Add a lead')
  await looksRight(page, 'Add a lead')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Write one whole email address')
  await page.getByLabel('Email', { exact: true }).fill('ana@acme.test')
  await page.getByLabel('Company').fill('Orbit')
  await page.getByLabel('City').fill('Oslo')
  await page.getByLabel('Tags').fill('VIP, spring')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(heading(page)).toHaveText('ana@acme.test')
  await expect(page.getByRole('region', { name: 'Fields' })).toContainText('Oslo')

  await page.getByRole('link', { name: 'Edit lead' }).click()
  await expect(heading(page)).toHaveText('Edit lead')
  await looksRight(page, 'Edit lead')
  await page.getByLabel('Company').fill('Birch')
  await page.getByLabel('Email status').selectOption('Valid')
  await page.getByRole('button', { name: 'Save lead' }).click()
  await expect(heading(page)).toHaveText('ana@acme.test')
  const history = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(history.filter({ hasText: 'Edited by hand by Ana Admin' })).toContainText('Company: Orbit')
  await expect(history.filter({ hasText: 'Edited by hand by Ana Admin' })).toContainText('Birch')
  await expect(history.filter({ hasText: 'Added by hand by Ana Admin' })).toBeVisible()
  await looksRight(page, 'A lead')

  await test.step('the same email again leads to the lead there is', async () => {
    await page.goto(`/${account.slug}/leads/new`)
    await page.getByLabel('Email', { exact: true }).fill('ANA@acme.test')
    await page.getByRole('button', { name: 'Add lead' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'ana@acme.test already belongs to a lead within the account',
    )
    await page.getByRole('link', { name: 'Open that lead' }).click()
    await expect(heading(page)).toHaveText('ana@acme.test')
  })
})

test('a full trial says so where a lead is added, and where to go', async ({ page, account }) => {
  await makeLeads(account.accountId, 100)
  await page.goto(`/${account.slug}/leads/new`)
  await page.getByLabel('Email', { exact: true }).fill('ana@acme.test')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Max number of leads reached (100)')
  await looksRight(page, 'Add a lead, full')
  await expect(page.getByRole('main').getByRole('link', { name: 'Choose Plan' }).first()).toBeVisible()
})

test('a lead’s page tells which row of which import added and changed it', async ({
  page,
  account,
  admin,
}) => {
  await page.goto(`/${account.slug}/leads`)
  const first = 'Email,Company\nbo@list.test,Birch\nana@list.test,Orbit\n'
  await importFile(page, { name: 'spring.csv', text: first })
  const { accountId } = account
  const owner = { accountId, userId: admin.userId }
  const second = 'Email,Company\nana@list.test,Cedar\n'
  const number = await makeImport(owner, second, { name: 'autumn.csv', update: true })
  await until(async () => (await db().import.count({ where: { accountId, number, finishedAt: null } })) === 0)
  await page.goto(`/${account.slug}/leads?q=ana`)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Import #1, row 3')
  await page.getByRole('link', { name: 'ana@list.test' }).click()
  const history = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect(history.filter({ hasText: 'Changed by import #2, row 2 of autumn.csv' })).toContainText(
    /Company: Orbit →\s*became Cedar/,
  )
  await expect(history.filter({ hasText: 'Added by import #1, row 3 of spring.csv' })).toBeVisible()
  await page.getByRole('link', { name: 'import #2, row 2' }).click()
  await expect(page).toHaveURL(/\/imports\/2\?tab=modified#row-2$/)
  await expect(page.locator('#row-2')).toContainText('ana@list.test')
  await page.goBack()
  await page.getByRole('link', { name: 'Import #1, row 3', exact: true }).click()
  await expect(page).toHaveURL(/\/imports\/1\?tab=added#row-3$/)
  await expect(page.locator('#row-3')).toContainText('ana@list.test')
})

test('a deletion is undone from the page, and from Recently deleted', async ({ page, account }) => {
  await makeLeads(account.accountId, 12)
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('checkbox', { name: 'Select all 12 on this page' }).check()
  await deleteSelected(page, 'Delete 12 leads')
  await expect(page.getByText('12 leads deleted.')).toBeVisible()
  await expect(heading(page)).toHaveText('Leads 0')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('12 leads restored.')).toBeVisible()
  await expect(heading(page)).toHaveText('Leads 12')
  await expect(rows(page)).toHaveCount(12)

  await page.getByRole('checkbox', { name: 'Select l1@acme.test' }).check()
  await page.getByRole('checkbox', { name: 'Select l2@acme.test' }).check()
  await deleteSelected(page, 'Delete 2 leads')
  await expect(page.getByText('2 leads deleted.')).toBeVisible()
  await importFile(page, { name: 'again.csv', text: 'Email\nl2@acme.test\n' })
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('link', { name: 'Recently deleted leads' }).click()
  await expect(heading(page)).toHaveText('Recently deleted leads')
  const table = page.getByRole('table', { name: 'Recently deleted leads' })
  await expect(table.getByRole('row').filter({ hasText: 'l2@acme.test' })).toContainText(
    'No: was imported again on',
  )
  await looksRight(page, 'Recently deleted')
  await page.getByRole('checkbox', { name: 'Select all 2 on this page' }).check()
  await page.getByRole('button', { name: 'Restore 2 leads' }).click()
  await expect(page.getByText('1 lead restored.')).toBeVisible()
  await expect(page.getByText('1 lead cannot come back: the email belongs to a lead again.')).toBeVisible()
  await looksRight(page, 'Recently deleted, restored')
  await page.goto(`/${account.slug}/leads/deleted?q=nobody`)
  await expect(page.getByRole('heading', { name: 'No deleted leads match.' })).toBeVisible()
})

test('leads are filtered, sorted and shown in chosen columns, and the address keeps it', async ({
  page,
  account,
}) => {
  await db().customField.create({ data: { accountId: account.accountId, name: 'City' } })
  await makeLeads(account.accountId, [
    { email: 'zoe@list.test', company: 'Orbit', custom: { City: 'Oslo' } },
    { email: 'ana@list.test', company: 'Birch' },
    { email: 'bo@list.test' },
  ])
  await db().lead.updateMany({
    where: { accountId: account.accountId, email: { in: ['zoe@list.test', 'ana@list.test'] } },
    data: { emailStatus: 'risky', tags: ['VIP'] },
  })
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('button', { name: 'Filter and sort' }).click()
  const dialog = page.getByRole('dialog', { name: 'Filter and sort' })
  await looksRight(page, 'Leads, filter')
  await dialog.getByLabel('Email status').selectOption('Risky')
  await dialog.getByLabel('Tag').fill('VIP')
  await dialog.getByLabel('Sort by').selectOption('Email, A to Z')
  await dialog.getByRole('button', { name: 'Show leads' }).click()
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText('ana@list.test')
  await expect(page).toHaveURL(/status=risky/)
  await page.reload()
  await expect(page.getByText('2 leads match.').first()).toBeVisible()
  await page.getByRole('link', { name: 'Remove the filter Tag: VIP' }).click()
  await expect(page).not.toHaveURL(/tag=/)

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'City' }).check()
  await page.getByRole('checkbox', { name: 'Campaigns' }).uncheck()
  await looksRight(page, 'Leads, columns')
  await page.getByRole('button', { name: 'Show these columns' }).click()
  await expect(page.getByRole('columnheader', { name: 'City' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Campaigns' })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'City' })).toBeVisible()
  await expect(rows(page).filter({ hasText: 'zoe@list.test' })).toContainText('Oslo')
  await looksRight(page, 'Leads, filtered')
})

test('leads are offered to a campaign, and the outcome adds up; then tagged', async ({ page, account }) => {
  const { accountId, slug } = account
  await makeLeads(accountId, 5)
  orThrow(await createCampaign(accountId, { name: 'Q4 outbound', rejects: ['risky'] }))
  await db().lead.updateMany({ where: { accountId, email: 'l3@acme.test' }, data: { emailStatus: 'risky' } })
  await page.goto(`/${slug}/leads`)
  await page.getByRole('checkbox', { name: 'Select l1@acme.test' }).check()
  await offerTo(page, 'Q4 outbound')
  await expect(page.getByText('1 offered = 1 added.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all 5 on this page' }).check()
  await offerTo(page, 'Q4 outbound')
  await expect(
    page.getByText('5 offered = 3 added + 1 already in it + 1 rejected (Lead is not valid: 1 risky).'),
  ).toBeVisible()
  await looksRight(page, 'Leads, offered to a campaign')
  await page.getByRole('link', { name: 'Show the leads in it' }).click()
  await expect(rows(page)).toHaveCount(4)

  await page.getByRole('checkbox', { name: 'Select all 4 on this page' }).check()
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Tags').fill('Working')
  await page.getByRole('dialog').getByRole('button', { name: 'Add to 4 leads' }).click()
  await expect(page.getByText('4 leads changed.')).toBeVisible()
  await page.goto(`/${slug}/leads?tag=Working`)
  await expect(rows(page)).toHaveCount(4)
})

test('exports a few leads at once, in the columns shown', async ({ page, account }) => {
  await makeLeads(account.accountId, [
    { email: 'ana@list.test', company: '=1+1', custom: { City: 'Oslo' } },
    { email: 'bo@list.test' },
  ])
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('checkbox', { name: 'Select ana@list.test' }).check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Export' }).click()
  await page.getByRole('radio', { name: 'As shown in the table' }).check()
  await looksRight(page, 'Leads, export')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export 1 lead' }).click()
  const lines = await linesOf((await downloading).createReadStream())
  expect(lines.map((line) => line.slice(0, 4))).toEqual([
    ['Email', 'First name', 'Last name', 'Company'],
    ['ana@list.test', '', '', "'=1+1"],
  ])
  expect(lines[0]).not.toContain('City')
})

test.describe('with many leads', () => {
  test.use({ plan: 'growth' })

  test('exports 12,000 leads in the background', async ({ page, account }) => {
    await makeLeads(account.accountId, 12_000)
    await page.goto(`/${account.slug}/leads`)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('button', { name: 'Export 12,000 leads' }).click()
    await expect(heading(page)).toHaveText('Exports')
    const download = page.getByRole('link', { name: /^Download/ })
    await expect(download).toBeVisible({ timeout: 30_000 })
    await looksRight(page, 'Exports')
    const downloading = page.waitForEvent('download')
    await download.click()
    const lines = await linesOf((await downloading).createReadStream())
    expect(lines).toHaveLength(12_001)
    expect(new Set(lines.map(([email]) => email)).size).toBe(12_001)
    const told = await db().auditEntry.findMany({
      where: { accountId: account.accountId, kind: 'leads_exported' },
    })
    expect(told).toMatchObject([{ details: { count: 12_000 } }])
  })
})

async function linesOf(stream: Promise<NodeJS.ReadableStream>): Promise<string[][]> {
  const pieces: Buffer[] = []
  for await (const piece of await stream) pieces.push(Buffer.from(piece))
  return parse(Buffer.concat(pieces), { bom: true })
}

async function deleteSelected(page: Page, label: string): Promise<void> {
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()
}

async function offerTo(page: Page, campaign: string): Promise<void> {
  await page.getByRole('button', { name: 'Add to campaign' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Campaign').selectOption(campaign)
  await dialog.getByRole('button', { name: /^Add \d+ leads?$/ }).click()
}
