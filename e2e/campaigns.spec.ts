import { addLeadsToCampaign } from '../lib/campaigns/add-leads'
import { createCampaign } from '../lib/campaigns/mutations'
import { pool } from '../lib/db/client'
import { makeLeads } from '../prisma/factories/account'
import { orThrow } from '../prisma/factories/or-throw'
import { expect, test } from './fixtures'

test('a campaign is made, set to reject, renamed, archived and taken up again', async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Campaigns' }).click()
  await expect(page.getByRole('heading', { name: 'No campaigns yet.' })).toBeVisible()
  await page.getByRole('button', { name: 'New campaign' }).click()
  const dialog = page.getByRole('dialog', { name: 'New campaign' })
  await dialog.getByRole('button', { name: 'Create campaign' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Write a name for the campaign.')
  await dialog.getByLabel('Campaign name').fill('Q4 outbound')
  await dialog.getByLabel('Reject leads that are not valid').check()
  await expect(dialog.getByLabel('Invalid')).toBeChecked()
  await expect(dialog.getByLabel('Risky')).not.toBeChecked()
  await dialog.getByRole('button', { name: 'Create campaign' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Q4 outbound')
  await expect(page.getByRole('heading', { name: 'No leads in this campaign.' })).toBeVisible()

  await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Campaign name').fill('Q4 outreach')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('The campaign is now called Q4 outreach.').first()).toBeVisible()

  await page.getByRole('button', { name: 'Archive campaign' }).click()
  await expect(page.getByText('This campaign is archived.').first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Campaigns' }).click()
  await expect(page.getByRole('heading', { name: 'All campaigns are archived.' })).toBeVisible()
  await page.getByRole('link', { name: /^Archived/ }).click()
  await page.getByRole('link', { name: 'Q4 outreach' }).click()
  await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Take up again' }).click()
  await expect(page.getByRole('button', { name: 'Archive campaign' })).toBeVisible()
})

test('says what a setting would leave out before it is saved, and removes nobody', async ({
  page,
  account,
}) => {
  const id = await campaignOfTwenty(account.accountId)
  await page.goto(`/${account.slug}/campaigns/${id}/settings`)
  await page.getByLabel('Reject leads that are not valid').check()
  await expect(page.getByTestId('effect')).toHaveText(
    'This would leave out 3 of 20 leads in this campaign (3 Invalid). They are not removed: the setting counts for leads added from now on.',
  )
  await page.getByLabel('Risky').check()
  await expect(page.getByTestId('effect')).toContainText('This would leave out 5 of 20 leads')
  await page.getByRole('button', { name: 'Save setting' }).click()
  await expect(page.getByText('Saved: the campaign rejects Invalid, Risky.').first()).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Risky')).toBeChecked()
  await page
    .getByRole('link', { name: /^Leads/ })
    .last()
    .click()
  await expect(page.getByRole('table', { name: 'Leads of the campaign' }).getByRole('row')).toHaveCount(21)
})

test('leads are found by email, removed from the campaign and put back', async ({ page, account }) => {
  const id = await campaignOfTwenty(account.accountId)
  await page.goto(`/${account.slug}/campaigns/${id}`)
  const rows = page.getByRole('table', { name: 'Leads of the campaign' }).getByRole('rowheader')
  await expect(rows).toHaveCount(20)
  await page.getByRole('searchbox', { name: 'Search by email' }).fill('L2')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/q=L2/)
  await expect(rows).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Select l2@acme.test' }).check()
  await page.getByRole('button', { name: 'Remove 1 lead from campaign' }).click()
  await expect(page.getByText('1 lead removed from the campaign.')).toBeVisible()
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows).toHaveCount(2)
})

test('a campaign of another account is not there', async ({ page, account, stranger, visit, allow }) => {
  allow(/status of 404/)
  const id = await campaignOfTwenty(account.accountId)
  const theirs = await visit(stranger)
  for (const path of ['', '/settings']) {
    const answer = await theirs.goto(`/${account.slug}/campaigns/${id}${path}`)
    expect(answer?.status()).toBe(404)
  }
  const answer = await page.goto(`/${account.slug}/campaigns/not-an-id`)
  expect(answer?.status()).toBe(404)
})

/** A campaign of 20 leads, of which 3 are Invalid and 2 Risky. */
async function campaignOfTwenty(accountId: Parameters<typeof makeLeads>[0]): Promise<string> {
  const leadIds = await makeLeads(accountId, 20)
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4 outbound', rejects: [] }))
  orThrow(await addLeadsToCampaign(accountId, null, id, { leadIds }))
  await pool().query(
    `UPDATE leads SET email_status = (CASE WHEN id = ANY($2) THEN 'invalid' ELSE 'risky' END)::email_status
     WHERE account_id = $1 AND id = ANY($3)`,
    [accountId, leadIds.slice(0, 3), leadIds.slice(0, 5)],
  )
  return id
}
