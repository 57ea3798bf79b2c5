import { pool } from '../lib/db/client'
import { expect, test } from './fixtures'
import { importFile, listOf } from './importing'

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
  await importFile(page, { name: 'spring.csv', text: `${listOf(5)},,\nnobody,,\n` })
})

test('a report is verified on its page, check by check', async ({ page }) => {
  const verify = page.getByRole('region', { name: 'Verify' })
  await verify.getByRole('button', { name: 'Verify this report' }).click()
  await expect(verify.getByText(/^It holds: all \d+ checks\.$/)).toBeVisible()
  await verify.getByText('The checks').click()
  const checks = verify.getByRole('listitem')
  await expect(
    checks.filter({ hasText: 'says row by row what the ledger says (7 rows agree)' }),
  ).toBeVisible()
  await expect(checks.filter({ has: page.getByLabel('Does not hold') })).toHaveCount(0)
})

test('a report that no longer holds says which check failed', async ({ page, account }) => {
  await pool().query('UPDATE accounts SET lead_count = lead_count + 1 WHERE id = $1', [account.accountId])
  const verify = page.getByRole('region', { name: 'Verify' })
  await verify.getByRole('button', { name: 'Verify this report' }).click()
  await expect(verify.getByText(/^It does not hold: \d checks? of \d+ failed\.$/)).toBeVisible()
  const failed = verify.getByRole('listitem').filter({ has: page.getByLabel('Does not hold') })
  await expect(failed.first()).toContainText("The account's count is the number of its leads (6, counted 5)")
})
