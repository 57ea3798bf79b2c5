import { db } from '../lib/db/client'
import { makeAccount } from '../prisma/factories/account'
import { expect, join, test } from './fixtures'
import {
  chooseField,
  chooseFile,
  figure,
  goToCheck,
  importButton,
  listOf,
  nextButton,
  openNewImport,
  reportShown,
} from './importing'

const columnsHeading = 'Step 2 of 3: Columns'
const checkHeading = 'Step 3 of 3: Check'

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

test('what was chosen outlives a reload and Back, on each step', async ({ page, account }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'odd.csv', text: 'Mail,House\nana@list.test,Acme\n' })
  await page.getByRole('checkbox', { name: 'Update lead if it exists' }).check()
  await page.getByRole('radio', { name: 'Clear it' }).check()
  await page.getByRole('textbox', { name: 'Tag' }).fill('Fair 2026')
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: columnsHeading })).toBeFocused()
  await chooseField(page, 'House', 'Company')
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: checkHeading })).toBeFocused()

  await page.reload()
  await expect(page.getByText('On. Blank cells: clear what the lead has.')).toBeVisible()
  await expect(page.getByText('All 2 columns matched.')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: columnsHeading })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Lead field of House' })).toHaveValue('Company')
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Step 1 of 3: Upload' })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('heading', { name: /^odd\.csv/ })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Update lead if it exists' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Clear it' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Tag' })).toHaveValue('Fair 2026')

  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added').first()).toHaveText('+1')
  const lead = await db().lead.findFirst({ where: { accountId: account.accountId } })
  expect(lead).toMatchObject({ company: 'Acme', tags: ['Fair 2026'] })
})

test('columns that all match exactly are not asked about, and can be changed', async ({ page }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'exact.csv', text: listOf(2) })
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: checkHeading })).toBeFocused()
  await expect(page.getByText('All 3 columns matched.')).toBeVisible()
  await page.getByRole('link', { name: 'Change the columns' }).click()
  await chooseField(page, 'Company', 'Don’t import')
  await nextButton(page).click()
  await expect(page.getByText('2 of 3 columns matched.')).toBeVisible()
})

test('a file that was imported from here leads to its report', async ({ page }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'once.csv', text: listOf(1) })
  await goToCheck(page)
  const address = page.url()
  await importButton(page).click()
  await reportShown(page)
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'once.csv is imported already.' })).toBeVisible()
  await page.getByRole('link', { name: 'Open report #1' }).click()
  await reportShown(page)
})

test('a file that was left on the way is found again, by its sender alone', async ({
  page,
  account,
  member,
  visit,
}) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'left.csv', text: listOf(2) })
  await expect(page.getByRole('heading', { name: /^left\.csv/ })).toBeFocused()
  await openNewImport(page)
  const waiting = page.getByRole('region', { name: 'Not imported yet' })
  await expect(waiting).toContainText('left.csv 2 rows, sent just now')
  await join(account, member)
  const other = await visit(member)
  await other.goto(`/${account.slug}/imports/new`)
  await expect(other.getByRole('button', { name: 'Choose file' })).toBeVisible()
  await expect(other.getByText('Not imported yet')).toHaveCount(0)
  await waiting.getByRole('link', { name: 'left.csv' }).click()
  await expect(page.getByRole('heading', { name: /^left\.csv/ })).toBeVisible()
  await openNewImport(page)
  await waiting.getByRole('button', { name: 'Remove left.csv' }).click()
  await expect(waiting).toHaveCount(0)
})

test('a file of another account, or none, is not here', async ({ page, account, stranger, visit }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'mine.csv', text: listOf(1) })
  await expect(page).toHaveURL(/file=/)
  const file = new URL(page.url()).searchParams.get('file')
  const theirs = await makeAccount({ email: stranger.email, name: 'Other' })
  const other = await visit(stranger)
  for (const id of [file, 'nonsense']) {
    for (const step of ['upload', 'columns', 'check']) {
      await other.goto(`/${theirs.slug}/imports/new?step=${step}&file=${id}`)
      await expect(other.getByRole('heading', { name: 'This file is not here.' })).toBeVisible()
      await expect(other.getByRole('main')).not.toContainText('mine.csv')
    }
  }
  expect(account.slug).not.toBe(theirs.slug)
})
