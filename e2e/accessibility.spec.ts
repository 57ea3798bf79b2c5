import { addLeadsToCampaign } from '../lib/campaigns/add-leads'
import { createCampaign } from '../lib/campaigns/mutations'
import { db } from '../lib/db/client'
import { newId } from '../lib/db/ids'
import { requestCancel } from '../lib/imports/mutations'
import { makeLeads } from '../prisma/factories/account'
import { makeImport, until } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { prepareForSpring, springList } from '../prisma/factories/spring'
import { type Account, expect, join, type Person, test } from './fixtures'
import { holdInTheMiddle } from './held-account'
import { chooseField, chooseFile, importButton, listOf, nextButton } from './importing'
import { looksRight } from './look'

test.describe('pages for everybody', () => {
  test('sign in, sign up, help', async ({ visit }) => {
    const page = await visit(null)
    await page.goto('/sign-in')
    await looksRight(page, 'Sign in')
    await page.getByLabel('Email').fill('nobody@acme.test')
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toHaveText('That email and password don’t match.')
    await looksRight(page, 'Sign in, refused')

    await page.getByRole('link', { name: 'Create an account' }).click()
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
    await looksRight(page, 'Sign up')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('things to correct')
    await looksRight(page, 'Sign up, with errors')

    await page.goto('/help/import-report')
    await looksRight(page, 'Help')
  })

  test('no account, an account that is not yours, an address that does not exist', async ({
    account,
    stranger,
    visit,
    allow,
  }) => {
    allow(/status of 404/)
    const page = await visit(stranger)
    await page.goto('/accounts')
    await expect(page.getByRole('heading', { name: 'You are not in any account.' })).toBeVisible()
    await looksRight(page, 'My accounts, none')
    await page.goto('/accounts/new')
    await looksRight(page, 'New account')
    await page.goto(`/${account.slug}/leads`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('You don’t have access to')
    await looksRight(page, 'No access')
    await page.goto('/nothing/at/all')
    await looksRight(page, 'Nothing here')
  })
})

test('an empty account', async ({ page, account, allow }) => {
  allow(/status of 4(04|22)/)
  await page.goto(`/${account.slug}/leads`)
  await expect(page.getByRole('heading', { name: 'No leads yet.' })).toBeVisible()
  await looksRight(page, 'Leads, empty')
  await page.goto(`/${account.slug}/imports`)
  await expect(page.getByRole('heading', { name: 'No imports yet.' })).toBeVisible()
  await looksRight(page, 'Imports, empty')
  await page.goto(`/${account.slug}/outbox`)
  await expect(page.getByRole('heading', { name: 'No mails yet.' })).toBeVisible()
  await looksRight(page, 'Outbox, empty')
  await page.goto(`/${account.slug}/settings/general`)
  await looksRight(page, 'Settings → General')
  await page.goto(`/${account.slug}/settings/billing`)
  await looksRight(page, 'Settings → Billing/Plan')
  await page.getByRole('link', { name: 'Choose Plan' }).click()
  await expect(page.getByRole('heading', { name: 'Choose Plan' })).toBeVisible()
  await looksRight(page, 'Choose Plan')
  await page.goto(`/${account.slug}/imports/41`)
  await looksRight(page, 'Nothing at this address')
  await page.goto('/accounts')
  await looksRight(page, 'My accounts')
})

test('campaigns', async ({ page, account }) => {
  await page.goto(`/${account.slug}/campaigns`)
  await looksRight(page, 'Campaigns, empty')
  await page.getByRole('button', { name: 'New campaign' }).click()
  await page.getByLabel('Reject leads that are not valid').check()
  await looksRight(page, 'New campaign')
  const leadIds = await makeLeads(account.accountId, 12)
  const { id } = orThrow(
    await createCampaign(account.accountId, { name: 'Spring launch', rejects: ['invalid'] }),
  )
  orThrow(await createCampaign(account.accountId, { name: 'x'.repeat(100), rejects: [] }))
  await page.goto(`/${account.slug}/campaigns/${id}`)
  await expect(page.getByRole('heading', { name: 'No leads in this campaign.' })).toBeVisible()
  await looksRight(page, 'Campaign, empty')
  orThrow(await addLeadsToCampaign(account.accountId, null, id, { leadIds }))
  await page.reload()
  await page.getByRole('checkbox', { name: /^Select l1@/ }).check()
  await looksRight(page, 'Campaign, one lead selected')
  await page.goto(`/${account.slug}/campaigns/${id}?q=nobody`)
  await looksRight(page, 'Campaign, nothing found')
  await page.goto(`/${account.slug}/campaigns/${id}/settings`)
  await looksRight(page, 'Campaign settings')
  await page.goto(`/${account.slug}/campaigns`)
  await looksRight(page, 'Campaigns')
})

test('New import', async ({ page, account, allow }) => {
  allow(/status of 422/)
  orThrow(await createCampaign(account.accountId, { name: 'Spring launch', rejects: ['invalid'] }))
  await page.goto(`/${account.slug}/imports/new`)
  await looksRight(page, 'New import')
  await chooseFile(page, { name: 'page.csv', text: '<html></html>' })
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await looksRight(page, 'New import, file refused')
  await chooseFile(page, { name: 'spring.csv', text: springList() })
  await expect(nextButton(page)).toBeEnabled()
  await page.getByRole('checkbox', { name: 'Update lead if it exists' }).check()
  await page.getByRole('combobox', { name: 'Add to campaign' }).selectOption('Spring launch')
  await looksRight(page, 'New import, file chosen')
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: 'Step 2 of 3: Columns' })).toBeFocused()
  await looksRight(page, 'New import, columns')
  await nextButton(page).click()
  await expect(importButton(page)).toBeVisible()
  await looksRight(page, 'New import, check')
  await page.goto(`/${account.slug}/imports/new?step=check&file=${newId()}`)
  await expect(page.getByRole('heading', { name: 'This file is not here.' })).toBeVisible()
  await looksRight(page, 'New import, file gone')
  await page.goBack()
  await page.getByRole('link', { name: 'Change the columns' }).click()
  await chooseField(page, 'E-mail', 'Don’t import')
  await nextButton(page).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await looksRight(page, 'New import, email not matched')
})

test('the report, the history, the outbox, the deleted list', async ({ page, account, admin }) => {
  const { accountId, slug } = account
  await prepareForSpring(accountId)
  const { id } = orThrow(
    await createCampaign(accountId, { name: 'Spring launch', rejects: ['not_verified'] }),
  )
  await imported(account, admin, springList(), { name: 'spring.csv', campaignId: id })
  await page.goto(`/${slug}/imports/1`)
  await expect(page.getByRole('heading', { name: 'Rejected rows' })).toBeVisible()
  await looksRight(page, 'Report')
  await page.goto(`/${slug}/imports/1?reason=email_missing&search=nobody#rejected`)
  await expect(page.getByRole('link', { name: 'Clear filters' })).toBeVisible()
  await looksRight(page, 'Report, nothing matches')
  await page.goto(`/${slug}/imports/1?numbers=campaign&drawn=table&tab=campaign`)
  await page.getByText('Why is this number different? Added', { exact: true }).click()
  await expect(page.getByRole('button', { name: /^Add anyway/ }).first()).toBeVisible()
  await looksRight(page, 'Report, campaign as a table, why a number is different')
  await page.goto(`/${slug}/imports/1?tab=all`)
  await looksRight(page, 'Report, all rows')

  await imported(account, admin, springList().replaceAll('Founder', 'Owner'), {
    name: 'again.csv',
    update: true,
  })
  await page.goto(`/${slug}/imports/2`)
  await expect(page.getByRole('heading', { name: /^What changed in/ })).toBeVisible()
  await page
    .getByRole('link', { name: /^Modified/ })
    .last()
    .click()
  await expect(page.getByRole('table', { name: 'Modified: rows' })).toBeVisible()
  await looksRight(page, 'Report, modified')
  await imported(account, admin, 'Email\n', { name: 'headers-only.csv' })
  await page.goto(`/${slug}/imports/3`)
  await looksRight(page, 'Report, no rows')
  await page.goto(`/${slug}/imports`)
  await looksRight(page, 'Imports')

  await page.goto(`/${slug}/settings/general#deleted`)
  const list = page.getByRole('region', { name: 'Permanently deleted leads' })
  await list.getByLabel('Check an email').fill('ana@acme.test')
  await list.getByRole('button', { name: 'Check' }).click()
  await expect(list.getByText('No: ana@acme.test is not on the list. It can be imported.')).toBeVisible()
  await list.getByRole('button', { name: 'Clean List' }).click()
  await looksRight(page, 'Settings → General, cleaning the list')

  await page.goto(`/${slug}/outbox`)
  await looksRight(page, 'Outbox')
  await page.getByRole('table', { name: 'Mails' }).getByRole('link').last().click()
  await expect(page.locator('iframe[title="The mail as HTML"]')).toBeVisible()
  await looksRight(page, 'Mail as HTML')
  for (const tab of ['Text', 'Headers']) {
    await page.getByRole('navigation', { name: 'Parts of the mail' }).getByRole('link', { name: tab }).click()
    await expect(page.getByRole('link', { name: tab })).toHaveAttribute('aria-current', 'page')
    await looksRight(page, `Mail as ${tab}`)
  }
})

test('a full account', async ({ page, account, admin }) => {
  await makeLeads(account.accountId, 98)
  await imported(account, admin, listOf(4), { name: 'four.csv' })
  const { slug } = account
  await page.goto(`/${slug}/imports/1`)
  await expect(page.getByRole('heading', { name: 'Max number of leads reached (100)' })).toBeVisible()
  await looksRight(page, 'Report, account full')
  await page.goto(`/${slug}/imports/new`)
  await expect(page.getByText('Your trial is full: 100 of 100 leads.')).toBeVisible()
  await looksRight(page, 'New import, account full')
  await page.goto(`/${slug}/leads`)
  await expect(page.getByText('Your trial is full: 100 of 100 leads.')).toBeVisible()
  await looksRight(page, 'Leads')
  await page.getByRole('checkbox', { name: 'Select lead-1@list.test' }).check()
  await looksRight(page, 'Leads, one selected')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await looksRight(page, 'Leads, the question before deleting')
  await page.getByRole('button', { name: 'Delete 1 lead' }).click()
  await expect(page.getByText('1 lead deleted.')).toBeVisible()
  await looksRight(page, 'Leads, deleted')
  await page.goto(`/${slug}/leads?q=nobody`)
  await expect(page.getByRole('heading', { name: 'No leads match.' })).toBeVisible()
  await looksRight(page, 'Leads, no match')
  await page.getByRole('button', { name: /^Account Acme/ }).click()
  // A menu, or with many accounts a popover that searches them.
  await expect(page.getByRole('menu').or(page.getByRole('dialog', { name: 'Accounts' }))).toBeVisible()
  await looksRight(page, 'Account menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Signed in as/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await looksRight(page, 'User menu')
})

test('what a member sees of the settings', async ({ account, member, visit }) => {
  await join(account, member)
  const page = await visit(member)
  for (const path of ['general', 'billing']) {
    await page.goto(`/${account.slug}/settings/${path}`)
    await expect(page.getByText('Admins:').first()).toBeVisible()
    await looksRight(page, `Settings → ${path}, as a member`)
  }
})

test.describe('an import under way', () => {
  test.use({ plan: 'unlimited' })

  test('running, asked to stop, cancelled', async ({ page, account, admin }) => {
    const { accountId, slug } = account
    const holding = holdInTheMiddle(accountId)
    const number = await makeImport({ accountId, userId: admin.userId }, listOf(60_000), { name: 'long.csv' })
    const { release } = await holding
    try {
      await page.goto(`/${slug}/imports/${number}`)
      await expect(page.getByRole('progressbar')).toBeVisible()
      await looksRight(page, 'Import, running')
      await page.getByRole('button', { name: 'Cancel import' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await looksRight(page, 'Import, the question before cancelling')
      orThrow(await requestCancel(accountId, number))
    } finally {
      await release()
    }
    await until(async () => (await db().import.count({ where: { accountId, status: 'cancelled' } })) === 1)
    await page.goto(`/${slug}/imports/${number}`)
    await expect(page.getByText(/^The import was cancelled at row/)).toBeVisible()
    await looksRight(page, 'Report, cancelled')
  })
})

test('a page that breaks says so in its title too, what is safe, and how to go on', async ({
  page,
  account,
  admin,
  allow,
}) => {
  allow(/./)
  const { accountId, slug } = account
  await imported(account, admin, listOf(2), { name: 'two.csv' })
  await db().import.updateMany({ where: { accountId }, data: { mapping: 'no mapping' } })
  await page.goto(`/${slug}/imports/1`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('We couldn’t load this page.')
  await expect(page).toHaveTitle('We couldn’t load this page · Fairlead')
  await looksRight(page, 'A page that broke')
  await db().import.updateMany({
    where: { accountId },
    data: { mapping: ['email', 'first_name', 'company'] },
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('two.csv')
})

type Options = Parameters<typeof makeImport>[2]

/** Imports through the worker, and waits until the mail about it is written. */
async function imported(
  { accountId }: Account,
  { userId }: Person,
  text: string,
  options: Options,
): Promise<void> {
  const number = await makeImport({ accountId, userId }, text, options)
  await until(
    async () => (await db().mail.count({ where: { accountId, importNumber: number, status: 'sent' } })) === 1,
  )
}
