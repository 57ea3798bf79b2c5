import type { Page } from '@playwright/test'
import { db } from '../lib/db/client'
import type { AccountId } from '../lib/db/ids'
import { makeLeads } from '../prisma/factories/account'
import { expect, join, test } from './fixtures'
import { chooseFile, goToCheck, importButton, nextButton, openNewImport, reportShown } from './importing'
import { looksRight } from './look'

const columnsHeading = 'Step 2 of 3: Columns'
const checkHeading = 'Step 3 of 3: Check'

/** Six columns: three known by name, one by its values, one by neither, one without a name. */
const odd = {
  name: 'conference.csv',
  text: `Correo,First name,Firm name,Reach,Town,
${Array.from({ length: 12 }, (_, i) => `ana${i}@list.test,Ana ${i},Acme,+34 600 123 4${i + 10},Riga,x`).join('\n')}
`,
}

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

async function openColumns(page: Page, file: { name: string; text: string }): Promise<void> {
  await openNewImport(page)
  await chooseFile(page, file)
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: columnsHeading })).toBeFocused()
}

function fieldOf(page: Page, column: string) {
  return page.getByRole('combobox', { name: `Lead field of ${column}`, exact: true })
}

function rowOf(page: Page, column: string) {
  return page.getByRole('row').filter({ has: fieldOf(page, column) })
}

/** Picks a field as a person does: types some of its name and presses Enter. */
async function pick(page: Page, column: string, typed: string): Promise<void> {
  await fieldOf(page, column).fill(typed)
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

async function leadsOf(accountId: AccountId) {
  return db().lead.findMany({ where: { accountId }, orderBy: { email: 'asc' } })
}

test('a guess must be looked at before the import goes on', async ({ page }) => {
  await openColumns(page, odd)
  await expect(page.getByText('4 of 6 columns matched. Email is matched. 1 guess to check.')).toBeVisible()
  await expect(rowOf(page, 'Reach')).toContainText('Guess – check: 12 of 12 values look like phone numbers')
  await expect(rowOf(page, 'Reach')).toContainText('+34 600 123 410')
  await expect(fieldOf(page, 'Column F (no header)')).toHaveValue('Don’t import')
  await looksRight(page, 'columns with a guess')

  await nextButton(page).click()
  const summary = page.getByRole('main').getByRole('alert')
  await expect(summary).toBeFocused()
  const line = summary.getByRole('link', {
    name: 'Check “Reach”: tick “Looks right” or choose another field.',
  })
  await line.click()
  const box = page.getByRole('checkbox', { name: 'Looks right: “Reach” is Phone' })
  await expect(box).toBeFocused()
  await expect(box).toHaveAccessibleDescription(/Check “Reach”/)
  await looksRight(page, 'columns with an error')
  await box.press('Space')
  await expect(summary).toHaveCount(0)
  await expect(rowOf(page, 'Reach')).toContainText('Checked')

  await page.reload()
  await expect(box).toBeChecked()
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: checkHeading })).toBeFocused()
})

test('the check cannot be reached by its address while a guess is open, and a guess that was changed is settled', async ({
  page,
}) => {
  await openColumns(page, odd)
  await page.goto(page.url().replace('step=columns', 'step=check'))
  await expect(page.getByRole('heading', { name: columnsHeading })).toBeAttached()
  await expect(page.getByText(/1 guess to check/)).toBeVisible()
  await pick(page, 'Reach', 'don’t')
  await expect(fieldOf(page, 'Reach')).toHaveValue('Don’t import')
  await expect(page.getByText('3 of 6 columns matched. Email is matched.')).toBeVisible()
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: checkHeading })).toBeFocused()
})

test('a field belongs to one column; taking it from another can be undone', async ({ page }) => {
  await openColumns(page, odd)
  await pick(page, 'Town', 'comp')
  await expect(fieldOf(page, 'Town')).toHaveValue('Company')
  await expect(fieldOf(page, 'Firm name')).toHaveValue('Don’t import')
  const note = 'Company was matched to “Firm name”; that column is now not imported.'
  await expect(page.getByText(note).first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(fieldOf(page, 'Firm name')).toHaveValue('Company')
  await expect(fieldOf(page, 'Town')).toHaveValue('Don’t import')
})

test('without the email the step says so, in the summary and in a row', async ({ page }) => {
  await openColumns(page, odd)
  await pick(page, 'Correo', 'don’t')
  await nextButton(page).click()
  const summary = page.getByRole('main').getByRole('alert')
  await summary.getByRole('link', { name: 'Choose the column that holds the email.' }).click()
  await expect(fieldOf(page, 'Correo')).toBeFocused()
  await expect(fieldOf(page, 'Correo')).toHaveAccessibleDescription(/Choose the column that holds the email/)
})

test('a column becomes a new custom field on the spot, which then shows on the lead', async ({
  page,
  account,
}) => {
  await openColumns(page, odd)
  const field = fieldOf(page, 'Town')
  await field.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'New field…' })).toBeVisible()
  await page.getByRole('option', { name: 'New field…' }).click()
  const name = page.getByRole('textbox', { name: 'Name of the new field' })
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('Town')
  await name.fill('e-MAIL')
  await name.press('Enter')
  await expect(
    page.getByText('Every lead has “Email” already. Choose it, or use another name.'),
  ).toBeVisible()
  await looksRight(page, 'a new field with a name that is taken')
  await name.fill('Home town')
  await name.press('Enter')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Home town')
  await page.getByRole('checkbox', { name: /^Looks right/ }).check()
  await goOn(page)
  await importButton(page).click()
  await reportShown(page)

  expect((await leadsOf(account.accountId))[0]).toMatchObject({
    phone: '+34 600 123 410',
    custom: { 'Home town': 'Riga' },
  })
  await openNewImport(page)
  await chooseFile(page, { name: 'next.csv', text: 'Email,Home Town\ncy@list.test,Oslo\n' })
  await goOn(page)
  await page.getByRole('link', { name: 'Change the columns' }).click()
  await expect(rowOf(page, 'Home Town')).toContainText('Exact')
})

async function goOn(page: Page): Promise<void> {
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: checkHeading })).toBeFocused()
}

test('the next file with the same headers begins as this one was imported; Start over goes back to the match', async ({
  page,
}) => {
  await openColumns(page, odd)
  await pick(page, 'Reach', 'don’t')
  await pick(page, 'Town', 'title')
  await goOn(page)
  await importButton(page).click()
  await reportShown(page)

  await openColumns(page, { ...odd, name: 'again.csv', text: odd.text.replaceAll('ana', 'bo') })
  await expect(page.getByText(/Mapping from your import of \d+ \w+ \d{4}/)).toBeVisible()
  await expect(fieldOf(page, 'Town')).toHaveValue('Title')
  await expect(rowOf(page, 'Town')).toContainText('As before – as in import #1')
  await expect(rowOf(page, 'Reach')).toContainText('As before – not imported, as in import #1')
  await expect(page.getByText('4 of 6 columns matched. Email is matched.')).toBeVisible()
  await looksRight(page, 'columns as remembered')

  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(fieldOf(page, 'Town')).toHaveValue('Don’t import')
  await expect(page.getByText(/1 guess to check/)).toBeVisible()
  await page.reload()
  await expect(fieldOf(page, 'Reach')).toHaveValue('Phone')
  await page.getByRole('button', { name: 'Use that mapping' }).click()
  await expect(fieldOf(page, 'Town')).toHaveValue('Title')
  await goOn(page)
})

test('tags come from a column and from the import, and stay when a later file has others', async ({
  page,
  account,
}) => {
  await openNewImport(page)
  await chooseFile(page, {
    name: 'tags.csv',
    text: 'Email,Labels\nana@list.test,"VIP; Blog"\nbo@list.test,\n',
  })
  await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('Fair 2026')
  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)
  await expect(page.getByText('Tag: Fair 2026')).toBeVisible()
  expect((await leadsOf(account.accountId)).map(({ tags }) => tags)).toEqual([
    ['VIP', 'Blog', 'Fair 2026'],
    ['Fair 2026'],
  ])

  await page.goto(`/${account.slug}/imports/new?update=1`)
  await chooseFile(page, { name: 'more.csv', text: 'Email,Tags\nana@list.test,"vip, New"\n' })
  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)
  expect((await leadsOf(account.accountId))[0]?.tags).toEqual(['VIP', 'Blog', 'Fair 2026', 'New'])
  await expect(page.getByRole('main')).toContainText(/tags/i)
})

test('words of an email status that nobody knows are shown before the import', async ({ page }) => {
  await openNewImport(page)
  await chooseFile(page, {
    name: 'status.csv',
    text: 'Email,Email status,Town\nana@list.test,catch-all,Riga\nbo@list.test,meh,Oslo\ncy@list.test,valid,Rome\n',
  })
  const warning = '1 word we don’t know counts as Not verified: “meh” (1 value).'
  await expect(page.getByText(`Column “Email status”: ${warning}`)).toBeVisible()
  await nextButton(page).click()
  await expect(rowOf(page, 'Email status')).toContainText(warning)
})

test('the whole step goes by keyboard: Tab from row to row, ↓ opens, Enter picks', async ({ page }) => {
  await openColumns(page, odd)
  await fieldOf(page, 'Correo').focus()
  await page.keyboard.press('Tab')
  await expect(fieldOf(page, 'First name')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'Don’t import' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(fieldOf(page, 'First name')).toHaveValue('First name')
  await page.keyboard.type('last')
  await page.keyboard.press('Enter')
  await expect(fieldOf(page, 'First name')).toHaveValue('Last name')
  await page.keyboard.press('Tab')
  await expect(fieldOf(page, 'Firm name')).toBeFocused()
  // What is typed and not picked chooses nothing.
  await page.keyboard.type('zzz')
  await page.keyboard.press('Tab')
  await expect(fieldOf(page, 'Firm name')).toHaveValue('Company')
})

test('an admin deletes a custom field, told first how many leads lose a value; a member only sees the fields', async ({
  page,
  account,
  member,
  visit,
}) => {
  const { accountId, slug } = account
  await makeLeads(accountId, [
    { email: 'ana@list.test', custom: { Town: 'Riga', Code: '7' } },
    { email: 'bo@list.test', custom: { Code: '8' } },
  ])
  await join(account, member)
  const theirs = await visit(member)
  await theirs.goto(`/${slug}/settings/general`)
  const seen = theirs.getByRole('region', { name: 'Custom fields' })
  await expect(seen.getByRole('listitem')).toHaveCount(2)
  await expect(seen.getByRole('button')).toHaveCount(0)

  await page.goto(`/${slug}/settings/general`)
  const fields = page.getByRole('region', { name: 'Custom fields' })
  await fields.getByRole('button', { name: 'Delete Code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the field Code?' })
  await expect(dialog).toContainText('2 leads lose their value in it.')
  await looksRight(page, 'deleting a custom field')
  await dialog.getByRole('button', { name: 'Delete field' }).click()
  await expect(fields.getByRole('status')).toHaveText('Deleted the field Code, and its value on 2 leads.')
  await expect(fields.getByRole('listitem')).toHaveCount(1)
  expect((await leadsOf(accountId)).map(({ custom }) => custom)).toEqual([{ Town: 'Riga' }, {}])
})
