import type { Locator, Page } from '@playwright/test'
import { addMember } from '../lib/accounts/mutations'
import { createCampaign } from '../lib/campaigns/mutations'
import { pool } from '../lib/db/client'
import { runImportOf } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { prepareForSpring, springList } from '../prisma/factories/spring'
import { expect, test } from './fixtures'
import {
  chooseFile,
  figure,
  goToCheck,
  importButton,
  importFile,
  listOf,
  openNewImport,
  reason,
  reportShown,
} from './importing'
import { looksRight } from './look'

test.use({ plan: 'starter' })

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

async function checkOf(page: Page, file: { name: string; text: string }) {
  await openNewImport(page)
  await chooseFile(page, file)
  await goToCheck(page)
  await expect(checked(page)).toBeVisible()
}

function checked(page: Page): Locator {
  return page.getByText(/^Checked just now\./)
}

function remedies(page: Page): Locator {
  return page.getByRole('region', { name: 'What would change this' })
}

test('says what would happen and what would change it; the box checks again; then it happens', async ({
  page,
  account,
}) => {
  await prepareForSpring(account.accountId)
  await checkOf(page, { name: 'spring.csv', text: springList() })
  await expect(figure(page, 'Added')).toContainText(['87'])
  await expect(figure(page, 'Rejected')).toContainText(['17'])
  await expect(remedies(page)).toContainText(
    'On: 10 rejected become Modified (8 would change, 2 are already up to date)',
  )
  await expect(remedies(page)).toContainText('Clean List : 2 rejected become Added')
  await expect(remedies(page)).toContainText('A plan with more leads : no change')

  await page.getByText('Email is not valid', { exact: true }).click()
  await page
    .getByRole('button', { name: /^Edit the email of row/ })
    .first()
    .click()
  await looksRight(page, 'Check')

  await remedies(page).getByRole('checkbox', { name: 'Update lead if it exists' }).check()
  await expect(remedies(page)).toContainText('Off: 10 Modified become rejected')
  await expect(figure(page, 'Modified')).toContainText(['10'])
  await page.reload()
  await expect(remedies(page).getByRole('checkbox')).toBeChecked()

  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added')).toContainText(['87'])
  await expect(figure(page, 'Modified')).toContainText(['10'])
})

test('a wrong email is corrected in place, listed, put back, and read as corrected by the import', async ({
  page,
}) => {
  const text = 'Email,First name\nana.acme.test,Ana\nbo@gmial.com,Bo\nc@acme.test,C\n'
  await checkOf(page, { name: 'typos.csv', text })
  await expect(figure(page, 'Rejected')).toContainText(['2'])
  await page.getByRole('button', { name: 'Edit the email of row 2' }).click()
  const input = page.getByRole('textbox', { name: 'Email of row 2' })
  await input.fill('ana@acme')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The part after the @ has no dot')).toBeVisible()
  await input.fill('ana@acme.test')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 cell fixed here')).toBeVisible()
  await page.getByRole('button', { name: 'Use the suggestion' }).click()
  await page.getByText('2 cells fixed here').click()
  await looksRight(page, 'Check, cells fixed')
  await expect(page.getByText('Row 3, Email: bo@gmial.com')).toBeVisible()
  await expect(figure(page, 'Added')).toContainText(['3'])
  await page.getByRole('button', { name: 'Put back row 3' }).click()
  await expect(page.getByText('1 cell fixed here')).toBeVisible()
  await expect(figure(page, 'Rejected')).toContainText(['1'])
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added')).toContainText(['2'])
  await expect(reason(page, 'Email is not valid')).toBeVisible()
})

test('the same file again is said before it starts, with what it would do now', async ({ page }) => {
  await importFile(page, { name: 'spring.csv', text: listOf(5) })
  await checkOf(page, { name: 'spring (1).csv', text: listOf(5) })
  await expect(page.getByText('If you import it again now: all 5 rows would be rejected.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import anyway' })).toBeVisible()
  await expect(page.getByText('All 5 rows would be rejected. Fix the reasons above first.')).toBeVisible()
  await looksRight(page, 'Check, the same file again')
  await remedies(page).getByRole('checkbox').check()
  await expect(page.getByText('If you import it again now: all 5 rows are already up to date.')).toBeVisible()
  await page.getByRole('link', { name: 'import #1', exact: true }).first().click()
  await expect(page).toHaveURL(/\/imports\/1$/)
})

test('the report holds the forecast against what came, and says what happened in between', async ({
  page,
  account,
  admin,
}) => {
  await checkOf(page, { name: 'list.csv', text: listOf(5) })
  await expect(figure(page, 'Added')).toContainText(['5'])
  const other = await runImportOf({ ...account, ...admin }, listOf(2), { name: 'other.csv' })
  await importButton(page).click()
  await reportShown(page)
  const forecast = page.getByRole('region', { name: 'Forecast and actual' }).first()
  await expect(forecast).toContainText(`2 leads were added by import #${other.number} at`)
  await expect(forecast.getByRole('row', { name: 'Added' })).toContainText('53−2')
  await looksRight(page, 'Report with its forecast')
  await expect(forecast.getByRole('row', { name: 'Rejected: Email already belongs' })).toContainText('02+2')
})

test('a check that stopped, was cancelled or is old says so, and is made again', async ({
  page,
  account,
}) => {
  await checkOf(page, { name: 'list.csv', text: listOf(3) })
  const again = page.getByRole('button', { name: 'Check again' })
  const change = (sql: string) =>
    pool().query(`UPDATE checks SET ${sql} WHERE account_id = $1`, [account.accountId])

  await change(`result = jsonb_set(result, '{at}', to_jsonb(now() - interval '12 minutes'))`)
  await page.reload()
  await expect(page.getByText('Checked 12 min ago. The account may be another by now.')).toBeVisible()
  await again.click()
  await expect(checked(page)).toBeVisible()

  await change(`status = 'failed', result = NULL, failure = 'The check stopped. Nothing was imported.'`)
  await page.reload()
  await expect(page.getByText('The check stopped. Nothing was imported.')).toBeVisible()
  await looksRight(page, 'Check, stopped')
  await expect(importButton(page)).toBeVisible()
  await again.click()
  await expect(checked(page)).toBeVisible()

  await change(`status = 'cancelled', result = NULL`)
  await page.reload()
  await expect(page.getByText('The check was cancelled. Nothing was imported.')).toBeVisible()
  await again.click()
  await expect(checked(page)).toBeVisible()
})

test('a check under way shows how far it is and can be cancelled', async ({ page, account }) => {
  await checkOf(page, { name: 'list.csv', text: listOf(3) })
  // As a worker would leave it that is in the middle of a large file.
  await pool().query(
    `UPDATE checks SET status = 'running', stage = 'comparing', rows_done = 2, result = NULL,
            lease_until = now() + interval '1 hour' WHERE account_id = $1`,
    [account.accountId],
  )
  await page.reload()
  await expect(page.getByText('Checking 3 rows… 2 of 2: comparing with your leads')).toBeVisible()
  await expect(page.getByText('You can also import without the check.')).toBeVisible()
  await looksRight(page, 'Check, under way')
  await page.getByRole('button', { name: 'Cancel check' }).click()
  await expect(page.getByText('The check was cancelled. Nothing was imported.')).toBeVisible()
})

test('a member sees what would help and that an admin does it', async ({ account, member, visit }) => {
  await prepareForSpring(account.accountId)
  await addMember({ accountId: account.accountId, userId: member.userId, role: 'member' })
  const page = await visit(member)
  await page.goto(`/${account.slug}/leads`)
  await checkOf(page, { name: 'spring.csv', text: springList() })
  await expect(remedies(page)).toContainText('An admin of the account can do this.')
})

test('says whom the campaign would take, and what its rule costs', async ({ page, account }) => {
  orThrow(await createCampaign(account.accountId, { name: 'Q4 outbound', rejects: ['invalid'] }))
  await openNewImport(page)
  await chooseFile(page, {
    name: 'status.csv',
    text: 'Email,Email status\na@acme.test,valid\nb@acme.test,invalid\nc@acme.test,valid\n',
  })
  await page.getByLabel('Add to campaign').selectOption('Q4 outbound')
  await goToCheck(page)
  await expect(
    page.getByText('Of 3 leads, 2 join Q4 outbound, 1 is rejected by it (not valid).'),
  ).toBeVisible()
  await expect(remedies(page)).toContainText(
    'Let Q4 outbound take leads that are not valid : 1 more lead joins it',
  )
  await page.getByRole('link', { name: 'Campaign settings' }).click()
  await expect(page).toHaveURL(/\/campaigns\/[^/]+\/settings$/)
})

test('importing without waiting for the check', async ({ page }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'quick.csv', text: listOf(4) })
  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added')).toContainText(['4'])
})
