import { expect, test } from './fixtures'
import { importFile, listOf, rejectedRows } from './importing'
import { readReportMail } from './mailbox'

test('without a mail provider the report stands in the outbox, and its links lead back', async ({
  page,
  account,
  admin,
}) => {
  await page.goto(`/${account.slug}/leads`)
  await importFile(page, { name: 'spring.csv', text: `${listOf(2)}nobody,,\n` })
  const delivery = page.getByRole('region', { name: 'Emailed report' }).getByRole('listitem')
  await expect(delivery.filter({ hasText: admin.email })).toContainText(/Sent \d/)
  await expect(delivery).toHaveCount(1)

  await page.goto(`/${account.slug}/outbox`)
  const mail = await readReportMail(page, { to: admin.email, about: 'spring.csv' })
  expect(mail.subject).toBe('Import report: 2 added, 0 modified, 1 rejected (spring.csv)')
  for (const text of [mail.html, mail.text]) {
    expect(text).toMatch(/Added\s+2\s+new leads/)
    expect(text).toMatch(/Rejected\s+1\s+lead/)
    expect(text).toContain('1 × Email is not valid')
  }
  await page.getByRole('link', { name: 'Headers' }).click()
  await expect(page.getByRole('row', { name: /^Auto-Submitted/ })).toContainText('auto-generated')

  await page.getByRole('link', { name: 'HTML' }).click()
  const opening = page.waitForEvent('popup')
  await page
    .frameLocator('iframe[title="The mail as HTML"]')
    .getByRole('link', { name: '1 × Email is not valid' })
    .click()
  const report = await opening
  await expect(report).toHaveURL(/\/imports\/1\?reason=email_invalid#rejected$/)
  await expect(rejectedRows(report)).toHaveCount(1)
})
