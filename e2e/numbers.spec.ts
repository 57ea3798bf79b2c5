import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import papaparse from 'papaparse'
import { rejectionCodes } from '../lib/imports/outcome'
import { deleteLeadByEmail } from '../lib/leads/mutations'
import { makeLeads } from '../prisma/factories/account'
import { orThrow } from '../prisma/factories/or-throw'
import { type Account, expect, test } from './fixtures'
import {
  chooseFile,
  figure,
  goToCheck,
  importButton,
  importFile,
  listOf,
  openNewImport,
  reportShown,
} from './importing'
import { readReportMail } from './mailbox'

const run = promisify(execFile)

/**
 * 9 rows below the header, 1 of them blank: 6 are new (of which the campaign rejects 3), 2 are rejected by the account.
 */
const file = [
  'Email,Email status,First name',
  'ana@list.test,valid,Ana',
  'info@list.test,,Desk', // Risky: a desk
  'bo@list.test,invalid,Bo',
  'cy@mailinator.com,,Cy', // Risky: a throw-away domain
  'di@list.test,,Di',
  ',,',
  'ana@list.test,valid,Ana again',
  'l1@acme.test,,Known',
  'ed@list.test,,Ed',
].join('\n')

test.use({ plan: 'starter' })

test('page, mail, CSV and command line tell one story from file to account to campaign', async ({
  page,
  account,
  admin,
  allow,
}) => {
  allow(/status of 404 .*\/checks\//) // a check that was left behind when its import began
  await makeLeads(account.accountId, 3)

  await test.step('imports into a campaign that is made on the way and rejects Invalid and Risky', async () => {
    await page.goto(`/${account.slug}/imports`)
    await openNewImport(page)
    await page.getByRole('button', { name: 'New campaign…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New campaign' })
    await dialog.getByLabel('Campaign name').fill('Q4 outbound')
    await dialog.getByLabel('Reject leads that are not valid').check()
    await dialog.getByLabel('Risky').check()
    await dialog.getByRole('button', { name: 'Create campaign' }).click()
    const campaign = page.getByRole('combobox', { name: 'Add to campaign' })
    await expect(campaign.locator('option:checked')).toHaveText('Q4 outbound')
    await expect(page.getByText('This campaign rejects leads that are not valid.')).toBeVisible()
    await chooseFile(page, { name: 'spring.csv', text: file })
    await goToCheck(page)
    await importButton(page).click()
    await reportShown(page)
  })

  await test.step('the page leads from the file to the account', async () => {
    await expect(figure(page, 'Added').first()).toHaveText('+6')
    await expect(figure(page, 'Rejected').first()).toHaveText('×2')
    await expect(figure(page, 'rows read').first()).toHaveText('=8')
    await expect(
      page.getByText('9 rows in spring.csv − 1 blank row ignored − 2 rejected = 6 added.'),
    ).toBeVisible()
    await expect(
      page.getByText(
        'The report says 6 added and your account shows 9 leads: 3 before + 6 from this import.',
      ),
    ).toBeVisible()
  })

  await test.step('and from the file to the campaign, as a chart, a table and a sentence', async () => {
    await page
      .getByRole('navigation', { name: 'Where to' })
      .getByRole('link', { name: 'Campaign Q4 outbound' })
      .click()
    await expect(page).toHaveURL(/numbers=campaign/)
    await expect(
      page.getByText(
        '9 rows in spring.csv − 1 blank row ignored − 2 rejected − 3 rejected by the campaign = 3 added to the campaign.',
      ),
    ).toBeVisible()
    await expect(
      page.getByText(
        'The report says 3 added to the campaign, which holds 3 leads now: 0 before + 3 from this import.',
      ),
    ).toBeVisible()
    await page.getByRole('navigation', { name: 'Drawn as' }).getByRole('link', { name: 'Table' }).click()
    const table = page.getByRole('table', { name: 'From the file to Q4 outbound' })
    const lines = table.getByRole('row').filter({ has: page.getByRole('rowheader') })
    await expect(lines).toHaveText([
      /^Rows in the file9/,
      /^Blank rows ignored− 1.*8$/,
      /^Rejected− 2.*6$/,
      /^Rejected by the campaign− 3.*3$/,
      /^Added to the campaign= 3.*3$/,
    ])
  })

  await test.step('says why numbers differ, with rows of this import', async () => {
    const why = page.getByText('Why is this number different? Added', { exact: true })
    await why.click()
    const answer = page.locator('details[open]')
    await expect(answer).toContainText('6, not 9:')
    await expect(answer).toContainText('row 7 is blank')
    await expect(answer).toContainText('row 8 repeats row 2')
    await expect(answer).toContainText(/row 9 was added by hand on \d/)
  })

  await test.step('lists whom the campaign rejected and why', async () => {
    const block = page.getByRole('region', { name: 'Campaign Q4 outbound' })
    await expect(block).toContainText('Lead is not valid: 3')
    await expect(block).toContainText('They are not counted in Rejected above.')
    await block.getByRole('link', { name: 'Show these leads' }).click()
    const rows = page
      .getByRole('table', { name: 'Campaign: rows' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
    await expect(rows).toHaveText([
      /^3info@list\.testLead is not valid: Risky – role address \(info@\)/,
      /^4bo@list\.testLead is not valid: Invalid/,
      /^5cy@mailinator\.comLead is not valid: Risky – disposable domain \(mailinator\.com\)/,
    ])
  })

  await test.step('the file of campaign rejections says the same', async () => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download campaign rejections' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('campaign-rejected-spring.csv')
    const { data } = papaparse.parse<string[]>((await readFile(await download.path(), 'utf8')).trim())
    expect(data[0]).toEqual(['Email', 'Email status', 'First name', 'Row', 'Reason', 'How to fix'])
    expect(data.slice(1).map((row) => [row[0], row[3], row[4]])).toEqual([
      ['info@list.test', '3', 'Lead is not valid'],
      ['bo@list.test', '4', 'Lead is not valid'],
      ['cy@mailinator.com', '5', 'Lead is not valid'],
    ])
    expect(data[1]?.[5]).toMatch(/^Risky – role address \(info@\)\. Change the campaign’s setting/)
  })

  await test.step('the command line says the same', async () => {
    const report = await commandLine(account, 'report', '1', '--json')
    expect(report.counts).toMatchObject({
      rows_in_file: 9,
      blank: 1,
      read: 8,
      added: 6,
      modified: 0,
      rejected: 2,
    })
    expect(report.campaign).toMatchObject({
      name: 'Q4 outbound',
      offered: 6,
      added: 3,
      already_in: 0,
      rejected: 3,
      rejections: [{ code: 'not_valid', message: 'Lead is not valid', count: 3 }],
    })
    expect(report.account).toEqual({ leads_before: 3, leads_after: 9 })
  })

  await test.step('and so does the mail', async () => {
    await page.goto(`/${account.slug}/outbox`)
    const mail = await readReportMail(page, { to: admin.email, about: 'spring.csv' })
    expect(mail.subject).toBe('Import report: 6 added, 0 modified, 2 rejected (spring.csv)')
    for (const text of [mail.html, mail.text]) {
      expect(text).toMatch(/Leads offered\s*6/)
      expect(text).toMatch(/Added to the campaign\s*3/)
      expect(text).toMatch(/Already in the campaign\s*0/)
      expect(text).toMatch(/Rejected by the campaign[\s\S]*3/)
      expect(text).toContain(
        'Leads rejected by a campaign are in your account and are not counted in Rejected.',
      )
    }
  })

  await test.step('a rejected lead is added anyway, and the campaign’s number now says since when', async () => {
    await page.goto(`/${account.slug}/imports/1?tab=campaign&view=rejected`)
    await page.getByRole('button', { name: 'Add anyway info@list.test' }).click()
    await expect(page.getByRole('row', { name: /info@list\.test/ })).toContainText('(added since)')
    await page.goto(`/${account.slug}/imports/1?numbers=campaign`)
    await expect(
      page.getByText('which holds 4 leads now: 0 before + 3 from this import + 1 added since.'),
    ).toBeVisible()
    await expect(page.getByRole('region', { name: 'Since this import' })).toContainText(
      '+ 1 lead added by hand',
    )
  })
})

test('each figure leads to its rows, with old and new values', async ({ page, account, admin }) => {
  await makeLeads(account.accountId, [
    { email: 'lead-1@list.test', firstName: 'Ana', company: 'Birch' },
    { email: 'lead-2@list.test', firstName: 'Ana 2', company: 'Acme, Inc. 2' },
  ])
  await page.goto(`/${account.slug}/imports`)
  await openNewImport(page)
  await page.getByRole('checkbox', { name: 'Update lead if it exists' }).check()
  await chooseFile(page, { name: 'spring.csv', text: `${listOf(60)},,\nnobody,,\n` })
  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)

  await figure(page, 'Modified').getByRole('link').click()
  await expect(page).toHaveURL(/tab=modified/)
  const rows = (name: string) =>
    page
      .getByRole('table', { name })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
  await expect(rows('Modified: rows')).toHaveText([
    /^2lead-1@list\.testFirst name: Ana → ?(became)? ?Ana 1Company: Birch → ?(became)? ?Acme, Inc\. 1/,
    /^3lead-2@list\.testAlready up to date/,
  ])
  await page.getByRole('link', { name: 'Already up to date 1' }).click()
  await expect(rows('Modified: rows')).toHaveCount(1)

  await figure(page, 'Added').first().getByRole('link').click()
  await expect(rows('Added: rows')).toHaveCount(50)
  await page.getByRole('link', { name: 'Next', exact: true }).click()
  await expect(rows('Added: rows')).toHaveCount(8)
  await expect(rows('Added: rows').last()).toContainText('lead-60@list.test')

  await page
    .getByRole('navigation', { name: 'Rows of the report' })
    .getByRole('link', { name: 'Blank 1' })
    .click()
  await expect(rows('Blank: rows')).toHaveText([/^62.*Every cell is empty: ignored/])
  await page
    .getByRole('navigation', { name: 'Rows of the report' })
    .getByRole('link', { name: /^All rows/ })
    .click()
  await expect(page).toHaveURL(/tab=all/)
  await expect(rows('All rows: rows')).toHaveCount(50)

  await test.step('the account’s number now is explained by what happened since', async () => {
    await importFile(page, { name: 'more.csv', text: listOf(2, 100) })
    orThrow(
      await deleteLeadByEmail(account.accountId, admin.userId, {
        email: 'lead-5@list.test',
        permanently: false,
      }),
    )
    await page.goto(`/${account.slug}/imports/1`)
    await expect(
      page.getByText(
        'The report says 58 added and your account shows 61 leads: 2 before + 58 from this import + 2 added since − 1 deleted since.',
      ),
    ).toBeVisible()
    const since = page.getByRole('region', { name: 'Since this import' })
    await expect(since.getByRole('listitem')).toHaveText([/^\+ 2 leads by import #2/, /^− 1 lead deleted/])
    await expect(since.getByRole('link', { name: '+ 2 leads by import #2' })).toHaveAttribute(
      'href',
      `/${account.slug}/imports/2`,
    )
  })
})

test('every reason has its paragraph on the help page, which anybody can read', async ({ visit }) => {
  const page = await visit(null)
  await page.goto('/help/import-report')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Understanding the import report')
  for (const code of [...rejectionCodes, 'not_valid']) {
    await page.goto(`/help/import-report#${code}`)
    await expect(page.locator(`section#${code}`).getByRole('heading')).toBeInViewport()
    await expect(page.locator(`section#${code}`)).toContainText('Fix: ')
  }
  for (const link of await page.getByRole('navigation', { name: 'On this page' }).getByRole('link').all()) {
    const id = (await link.getAttribute('href'))?.slice(1)
    await expect(page.locator(`section#${id}`)).toHaveCount(1)
  }
})

type ReportJson = {
  counts: Record<string, number>
  campaign: Record<string, unknown>
  account: Record<string, number>
}

async function commandLine(account: Account, ...words: string[]): Promise<ReportJson> {
  const { stdout } = await run('npm', ['run', '-s', 'fairlead', '--', ...words, '--account', account.slug])
  return JSON.parse(stdout)
}
