import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { choosePlan } from '../lib/accounts/mutations'
import { deleteLeads } from '../lib/leads/mutations'
import { makeAccount, makeLeads } from '../prisma/factories/account'
import { runImportOf } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { type Account, expect, join, type Person, test } from './fixtures'
import { looksRight } from './look'

/** Gives the account so many permanently deleted emails: l1@acme.test… */
async function deletedFor({ accountId }: Account, { userId }: Person, count: number): Promise<void> {
  const leadIds = await makeLeads(accountId, count)
  orThrow(await deleteLeads(accountId, userId, { leadIds, permanently: true }))
}

const card = (page: Page) => page.getByRole('region', { name: 'Permanently deleted leads' })

test('Clean List asks with the count, names the report that waits, and is undone from the card', async ({
  page,
  account,
  admin,
}) => {
  await deletedFor(account, admin, 3)
  await runImportOf({ ...account, userId: admin.userId }, 'Email\nl1@acme.test\nl2@acme.test\n')
  await page.goto(`/${account.slug}/settings/general`)
  await expect(card(page)).toContainText('emails3')
  await card(page).getByRole('button', { name: 'Clean List' }).click()
  await expect(card(page).getByText('Clear all 3? They can then be imported again.')).toBeVisible()
  await card(page).getByRole('button', { name: 'Keep list' }).click()
  await card(page).getByRole('button', { name: 'Clean List' }).click()
  await card(page).getByRole('group').getByRole('button', { name: 'Clean List' }).click()
  await expect(card(page).getByText('List cleared. 3 emails can be imported again.')).toBeVisible()
  await expect(card(page).getByText('2 rows in report #1 were rejected for this.')).toBeVisible()
  await expect(card(page).getByRole('link', { name: 'Re-run them' })).toHaveAttribute(
    'href',
    `/${account.slug}/imports/1?reason=email_permanently_deleted#rejected`,
  )
  await expect(card(page).getByText('The list is empty.')).toBeVisible()
  await looksRight(page, 'Clean List, done')
  await card(page).getByRole('button', { name: 'Undo' }).click()
  await expect(card(page).getByText('3 emails are on the list again.')).toBeVisible()
  await expect(card(page)).toContainText('emails3')
})

test('Clean List is undone from the audit; a lead added meanwhile stays off the list', async ({
  page,
  account,
  admin,
}) => {
  await deletedFor(account, admin, 3)
  await page.goto(`/${account.slug}/settings/general`)
  await card(page).getByRole('button', { name: 'Clean List' }).click()
  await card(page).getByRole('group').getByRole('button', { name: 'Clean List' }).click()
  await expect(card(page).getByText('List cleared.')).toBeVisible()
  await runImportOf({ ...account, userId: admin.userId }, 'Email\nl2@acme.test\n')
  await page.goto(`/${account.slug}/settings/audit?subject=deleted-list`)
  const audit = page.getByRole('table', { name: 'Audit' })
  await expect(audit).toContainText('cleaned the list (3)')
  await audit.getByRole('button', { name: 'Undo Clean List' }).click()
  await expect(
    page
      .getByText(
        '2 of 3 emails are on the list again. 1 stays off it: a lead with this email was added since.',
      )
      .first(),
  ).toBeVisible()
  await expect(audit).toContainText('undid Clean List: 2 back on the list, 1 not, being leads by now')
  await expect(audit.getByRole('button', { name: 'Undo Clean List' })).toHaveCount(0)
})

test('the audit tells who did what, is filtered, and goes out as a file; a member reads who may see it', async ({
  page,
  account,
  admin,
  member,
  visit,
}) => {
  await join(account, member)
  await deletedFor(account, admin, 2)
  await runImportOf({ ...account, userId: admin.userId }, 'Email\nnew@acme.test\n')
  orThrow(await choosePlan(account.accountId, admin.userId, 'growth'))
  await page.goto(`/${account.slug}/settings/audit`)
  const audit = page.getByRole('table', { name: 'Audit' })
  await expect(audit).toContainText('changed the plan to Growth')
  await expect(audit).toContainText('ran import #1 to its end: completed')
  await looksRight(page, 'Audit')
  await page.getByLabel('About').selectOption('Imports')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(audit.getByText('changed the plan')).toHaveCount(0)
  await expect(audit).toContainText('started import #1')
  expect(new URL(page.url()).searchParams.get('subject')).toBe('imports')
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  expect((await file).suggestedFilename()).toMatch(/^audit-.*\.csv$/)
  await page.getByLabel('About').selectOption('Campaigns')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing matches.' })).toBeVisible()

  const max = await visit(member)
  await max.goto(`/${account.slug}/settings/audit`)
  await expect(max.getByRole('heading', { name: 'The audit is for admins.' })).toBeVisible()
  expect((await max.request.get(`/api/${account.slug}/audit.csv`)).status()).toBe(403)
  await looksRight(max, 'Audit, as a member')
})

test('an account that changed its address is found under both', async ({
  page,
  account,
  member,
  visit,
  allow,
}) => {
  allow(/status of 404/)
  await join(account, member)
  const next = `${account.slug}-next`
  await page.goto(`/${account.slug}/settings/general`)
  await page.getByLabel('Address').fill('Not A Slug')
  await page.getByRole('button', { name: 'Change address' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Use small letters')
  await page.getByLabel('Address').fill(next)
  await page.getByRole('button', { name: 'Change address' }).click()
  await page.waitForURL(`**/${next}/settings/general`)
  const max = await visit(member)
  await max.goto(`/${account.slug}/leads?q=ana`)
  expect(new URL(max.url()).pathname + new URL(max.url()).search).toBe(`/${next}/leads?q=ana`)
  const nobody = await visit(null)
  await nobody.goto(`/${account.slug}/leads`)
  expect(new URL(nobody.url()).pathname).toBe('/sign-in')
})

test('with many accounts the switcher searches, and keeps the section', async ({ page, account, admin }) => {
  for (const name of ['Birch', 'Cedar', 'Delta', 'Elm', 'Foxglove', 'Granite'])
    await makeAccount({ email: admin.email, name })
  await page.goto(`/${account.slug}/settings/members`)
  await page.getByRole('button', { name: /^Account Acme/ }).click()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('fox')
  await expect(page.getByRole('dialog').getByRole('link', { name: /Birch/ })).toHaveCount(0)
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Foxglove.*Admin.*Trial.*0 leads/ })
    .click()
  await page.waitForURL('**/settings/members')
  await expect(page.getByRole('button', { name: /^Account Foxglove/ })).toBeVisible()
})

test('Billing/Plan, as an admin and as a member, light and dark, wide and narrow', async ({
  page,
  account,
  member,
  visit,
}) => {
  await join(account, member)
  orThrow(await choosePlan(account.accountId, null, 'starter'))
  await makeLeads(account.accountId, 962)
  const max = await visit(member)
  for (const [who, each] of [
    ['admin', page],
    ['member', max],
  ] as const) {
    await each.goto(`/${account.slug}/settings/billing?choose=plan`)
    await expect(each.getByText('962 of 1,000 leads').first()).toBeVisible()
    await expect(each.getByText('At 1,000, new rows are rejected')).toBeVisible()
    await expect(each.getByText('You have 962 leads. Trial holds 100. Delete 862 leads first.')).toBeVisible()
    await expect(each.getByText('You’d have room for 24,000 more leads.')).toBeVisible()
    await looksRight(each, `Billing/Plan, ${who}`)
    await pictures(each, `billing-${who}`)
  }
  await expect(page.getByText('Test mode')).toBeVisible()
  await expect(max.getByRole('button', { name: 'Copy message for an admin' })).toBeVisible()
  await page.getByRole('button', { name: 'Switch to Growth' }).click()
  await expect(page.getByText('Plan changed to Growth.')).toBeVisible()
})

/** Pictures to look at, when FAIRLEAD_PICTURES names a folder for them. */
async function pictures(page: Page, name: string): Promise<void> {
  const folder = process.env.FAIRLEAD_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 320]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 1280, height: 720 })
}
