import { randomBytes } from 'node:crypto'
import { expect, test } from './fixtures'
import { figure, importFile, importHere, listOf, openNewImport, reason } from './importing'
import { mailsTo, mailTo } from './smtp-mailbox'

/** The help article "Understanding the Import Report", from signing up to Clean List, as one person lives it. */
test('imports on the trial, reads the report, and resolves every rejection', async ({ visit }) => {
  const page = await visit(null)
  const email = `olga-${randomBytes(5).toString('hex')}@story.test`
  const spring = { name: 'spring.csv', text: listOf(105) }

  await test.step('signs up', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Create an account' }).click()
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('five wandering green umbrellas')
    await page.getByLabel('Account name').fill('Story')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: 'No leads yet.' })).toBeVisible()
  })

  await test.step('imports 105 rows on the trial: 100 are added, 5 are rejected', async () => {
    await importFile(page, spring)
    await expect(page.getByText('Added 100 new leads · Modified 0 leads · Rejected 5 leads')).toBeVisible()
    await expect(figure(page, 'Added').first()).toHaveText('+100')
    await expect(figure(page, 'Rejected').first()).toHaveText('×5')
    await expect(figure(page, 'rows read').first()).toHaveText('=105')
    await expect(reason(page, 'Max number of leads reached (100)')).toContainText('×5')
  })

  await test.step('the mail says the same', async () => {
    const delivery = page.getByRole('region', { name: 'Emailed report' })
    await expect(delivery.getByRole('listitem').filter({ hasText: email })).toContainText(/Sent \d/)
    const mail = await mailTo(email, 'Import report: 100 added, 0 modified, 5 rejected (spring.csv)')
    for (const text of [textOfHtml(mail.html || ''), mail.text ?? '']) {
      expect(text).toMatch(/Added\s+100\s+new leads/)
      expect(text).toMatch(/Modified\s+0\s+leads/)
      expect(text).toMatch(/Rejected\s+5\s+leads/)
      expect(text).toContain('5 × Max number of leads reached (100)')
    }
    // The way back from the mail leads to the report.
    const [link] = mail.text?.match(/(?<=Open the report: )\S+/) ?? []
    expect(link).toBe(page.url())
  })

  await test.step('chooses a plan', async () => {
    await reason(page, 'Max number of leads reached (100)').getByRole('link', { name: 'Choose Plan' }).click()
    await page
      .getByRole('region', { name: 'Current plan' })
      .getByRole('link', { name: 'Choose Plan' })
      .click()
    await page.getByRole('button', { name: 'Switch to Starter' }).click()
    await expect(page.getByText('Plan changed to Starter.')).toBeVisible()
    await expect(page.getByRole('main').getByText('100 of 1,000 leads')).toBeVisible()
  })

  await test.step('imports again: the 5 are added, the 100 belong to leads', async () => {
    await importFile(page, spring)
    await expect(page.getByText('Added 5 new leads · Modified 0 leads · Rejected 100 leads')).toBeVisible()
    const already = reason(page, 'Email already belongs to a lead within the account')
    await expect(already).toContainText('×100')
    await expect(already).toContainText('100 in the account')
  })

  await test.step('ticks “Update lead if it exists”: all 105 are modified', async () => {
    await openNewImport(page)
    await page.getByRole('checkbox', { name: 'Update lead if it exists' }).check()
    await importHere(page, { name: 'spring.csv', text: spring.text.replaceAll('Ana', 'Eva') })
    await expect(figure(page, 'Added').first()).toHaveText('+0')
    await expect(figure(page, 'Modified').first()).toHaveText('~105')
    await expect(figure(page, 'Modified').nth(1)).toHaveText('105 changed · 0 already up to date')
    await expect(figure(page, 'Rejected').first()).toHaveText('×0')
    await expect(page.getByRole('heading', { name: 'Why rows were rejected' })).toBeHidden()
  })

  await test.step('deletes a lead permanently', async () => {
    await page.getByRole('link', { name: 'View leads' }).click()
    await page.getByRole('searchbox', { name: 'Email, name or company' }).fill('lead-7@list.test')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('checkbox', { name: 'Select lead-7@list.test' }).check()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Delete 1 lead?' })
    await question.getByRole('checkbox', { name: 'Delete permanently' }).check()
    await question.getByRole('button', { name: 'Permanently delete 1 lead' }).click()
    await expect(page.getByText('1 lead permanently deleted.')).toBeVisible()
  })

  await test.step('imports it again: “Email was permanently deleted”', async () => {
    await importFile(page, spring)
    await expect(page.getByText('All 105 rows were rejected.')).toBeVisible()
    await expect(reason(page, 'Email was permanently deleted')).toContainText('×1')
    await expect(reason(page, 'Email already belongs to a lead within the account')).toContainText('×104')
  })

  await test.step('cleans the list', async () => {
    await page.getByRole('link', { name: 'Open permanently deleted list' }).click()
    const list = page.getByRole('region', { name: 'Permanently deleted leads' })
    await list.getByRole('button', { name: 'Clean List' }).click()
    await expect(list.getByText('Clear the one email? It can then be imported again.')).toBeVisible()
    await list.getByRole('button', { name: 'Clean List' }).click()
    await expect(list.getByText('List cleared. 1 email can be imported again.')).toBeVisible()
  })

  await test.step('imports it again: added', async () => {
    await importFile(page, { name: 'one.csv', text: listOf(1, 7) })
    await expect(page.getByText('The 1 row is in. Nothing was rejected.')).toBeVisible()
    await expect(figure(page, 'Added').first()).toHaveText('+1')
  })

  await test.step('has the report counted again', async () => {
    await page.getByRole('button', { name: 'Verify this report' }).click()
    await expect(page.getByRole('region', { name: 'Verify' }).getByText(/^It holds: /)).toBeVisible()
  })

  expect(await mailsTo(email), 'one mail per import, and no more').toHaveLength(5)
})

/** What a person reads of a mail's HTML. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
}
