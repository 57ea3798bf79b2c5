import type { Page } from '@playwright/test'
import { choosePlan } from '../lib/accounts/mutations'
import { db } from '../lib/db/client'
import { orThrow } from '../prisma/factories/or-throw'
import { leadsOfSpring, prepareForSpring, springList } from '../prisma/factories/spring'
import { expect, join, test } from './fixtures'
import { figure, importFile, reason, reportShown } from './importing'
import { looksRight } from './look'
import { readReportMail } from './mailbox'

test.beforeEach(async ({ page, account }) => {
  await prepareForSpring(account.accountId)
  await page.goto(`/${account.slug}/leads`)
})

const spring = () => ({ name: 'spring.csv', text: springList() })

/** Opens the question of a fix, says yes, and waits for the report of the import it started. */
async function confirm(page: Page, button: string | RegExp, yes: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').getByRole('button', { name: yes }).click()
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  await reportShown(page)
}

const already = 'Email already belongs to a lead within the account'
const deleted = 'Email was permanently deleted'

test.describe('on a plan with room', () => {
  test.use({ plan: 'growth' })

  test('re-runs rejected rows with the box on; parent and child say how they belong together', async ({
    page,
  }) => {
    await importFile(page, spring())
    const parent = page.url()
    await confirm(page, 'Re-run these 10 with “Update lead if it exists”', 'Re-run 10 rows')
    await expect(figure(page, 'Modified').first()).toHaveText('~10')
    await expect(
      page.getByText(/This is a re-run of rows that import #1 rejected, with “Update lead/),
    ).toBeVisible()
    await page.getByRole('link', { name: 'import #1', exact: true }).click()
    await expect(page).toHaveURL(parent)
    const family = page.getByRole('region', { name: 'With its re-run' })
    await expect(family.getByText('10 of 17 rejected rows were fixed in #2.')).toBeVisible()
    await expect(family.getByText('=104')).toBeVisible()
    await expect(reason(page, already)).toContainText('10 of 10 rows came through in import #2')
    await expect(reason(page, already).getByRole('button', { name: /^Re-run/ })).toHaveCount(0)
    // The report of the import itself is as it was.
    await expect(figure(page, 'Rejected').first()).toHaveText('×17')
  })

  test('corrects emails in place, and keeps what the file says', async ({ page }) => {
    await importFile(page, spring())
    await reason(page, 'Email is not valid').getByRole('link', { name: 'Correct these 3 emails' }).click()
    await expect(page.getByRole('heading', { name: 'Correct emails', level: 1 })).toBeVisible()
    const send = page.getByRole('button', { name: /^Re-run/ })
    await page.getByRole('button', { name: 'Use lea.moreau@gmail.com' }).click()
    await page.getByRole('textbox', { name: 'Email to import for row 49' }).fill('sales@elm-clinic')
    await send.click()
    await expect(page.getByRole('alert').filter({ hasText: 'One thing to correct' })).toContainText(
      '“sales@elm-clinic” is not an email address.',
    )
    await page.getByRole('textbox', { name: 'Email to import for row 49' }).fill('sales@elm-clinic.test')
    await page.getByRole('button', { name: 'Re-run 2 corrected rows' }).click()
    await expect(page).toHaveURL(/\/imports\/2$/)
    await reportShown(page)
    await expect(figure(page, 'Added').first()).toHaveText('+2')
    await page.getByText('2 cells were corrected here; the file keeps the originals').click()
    const cells = page.getByRole('table', { name: 'Corrected cells' })
    await expect(cells.getByRole('row', { name: /lea\.moreau@gmial\.com/ })).toContainText(
      'lea.moreau@gmail.com',
    )
  })

  test('an admin releases addresses from the deleted list; a member reads who can', async ({
    page,
    account,
    member,
    visit,
    admin,
  }) => {
    await importFile(page, spring())
    await join(account, member)
    const theirs = await visit(member)
    await theirs.goto(page.url())
    await expect(reason(theirs, deleted)).toContainText(
      `Only an admin can take these emails off the list. Admins: ${admin.name}.`,
    )
    await expect(reason(theirs, deleted).getByRole('button')).toHaveCount(0)
    await confirm(page, 'Release these 2 addresses and re-run', 'Release 2 addresses and re-run')
    await expect(figure(page, 'Added').first()).toHaveText('+2')
    expect(await db().deletedEmail.count({ where: { accountId: account.accountId } })).toBe(0)
  })

  test('a link in the mail opens the report with the question asked', async ({ page, account, admin }) => {
    await importFile(page, spring())
    await expect(page.getByRole('region', { name: 'Emailed report' })).toContainText(/Sent \d/)
    await page.goto(`/${account.slug}/outbox`)
    const mail = await readReportMail(page, { to: admin.email, about: 'spring.csv' })
    const link = mail.text.match(/\S+fix=update\S*/)?.[0]
    expect(link).toBeDefined()
    await page.goto(link!)
    await expect(page).toHaveURL(/reason=already_in_account/)
    const question = page.getByRole('dialog', { name: 'Re-run 10 rows with “Update lead if it exists” on?' })
    await question.getByRole('button', { name: 'Re-run 10 rows' }).click()
    await expect(page).toHaveURL(/\/imports\/2$/)
    await reportShown(page)
    await expect(figure(page, 'Modified').first()).toHaveText('~10')
  })
})

test('as many rows as fit now are imported from a full account', async ({ page, account, admin }) => {
  const rows = Array.from({ length: 110 }, (_, n) => `fit-${n}@list.test`)
  await importFile(page, { name: 'full.csv', text: `Email\n${rows.join('\n')}\n` })
  const full = reason(page, 'Max number of leads reached (100)')
  const turnedAway = 110 - (100 - leadsOfSpring)
  await expect(full).toContainText(`None of these ${turnedAway} fits now.`)
  await page.goto(`/${account.slug}/leads?q=fit-1@`)
  await page.getByRole('checkbox', { name: 'Select fit-1@list.test' }).check()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete 1 lead/ })
    .click()
  await expect(page.getByText(/^1 lead deleted/)).toBeVisible()
  await page.goto(`/${account.slug}/imports/1`)
  await expect(full).toContainText(`1 of these ${turnedAway} fits now.`)
  await confirm(page, 'Import the 1 that fit now', 'Import 1 row')
  await expect(figure(page, 'Added').first()).toHaveText('+1')
  orThrow(await choosePlan(account.accountId, admin.userId, 'starter'))
  await page.goto(`/${account.slug}/settings/billing`)
  await expect(page.getByText('These rows fit now.')).toBeVisible()
  await looksRight(page, 'Billing/Plan, rows that fit now')
  await page.getByRole('link', { name: `Import ${turnedAway - 1} rows` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Import ${turnedAway - 1} rows` })
    .click()
  await expect(figure(page, 'Added').first()).toHaveText(`+${turnedAway - 1}`)
})

test('existing leads join the campaign from the report', async ({ page, account }) => {
  await importFile(page, spring())
  const { number } = await db().import.findFirstOrThrow({ where: { accountId: account.accountId } })
  const campaign = await db().campaign.create({
    data: { accountId: account.accountId, id: crypto.randomUUID(), name: 'Q4 outbound' },
  })
  await db().import.update({
    where: { accountId_number: { accountId: account.accountId, number } },
    data: { campaignId: campaign.id },
  })
  await page.reload()
  await confirm(page, /^Add their leads to Q4 outbound without updating/, 'Add leads to the campaign')
  await expect(figure(page, 'Modified').nth(1)).toHaveText('0 changed · 10 already up to date')
  expect(await db().campaignLead.count({ where: { accountId: account.accountId } })).toBe(10)
})
