import { db } from '../lib/db/client'
import { prepareForSpring, springList } from '../prisma/factories/spring'
import { expect, test } from './fixtures'
import { importFile } from './importing'

test.use({ plan: 'growth' })

test('takes an import back, shows what was kept, and takes that back too', async ({ page, account }) => {
  const { accountId } = account
  await prepareForSpring(accountId)
  await page.goto(`/${account.slug}/leads`)
  await importFile(page, { name: 'spring.csv', text: springList() })
  const lead = await db().lead.findFirstOrThrow({
    where: { accountId, importNumber: 1 },
    orderBy: { importRow: 'asc' },
  })
  await db().leadEdit.create({ data: { accountId, leadId: lead.id, id: crypto.randomUUID(), changes: [] } })

  await page.getByRole('link', { name: 'Undo import' }).click()
  await expect(page.getByRole('heading', { name: 'Undo this import?', level: 1 })).toBeVisible()
  await expect(page.getByText('Removes 86 of 87 added leads.')).toBeVisible()
  const forecast = page.getByRole('table', { name: 'What undoing would do' })
  await expect(forecast.getByRole('row', { name: /Added leads removed/ })).toContainText('86+ 1= 87')

  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByRole('heading', { name: 'This import is undone', level: 1 })).toBeVisible()
  const kept = page.getByRole('table', { name: 'What was kept' })
  await expect(kept.getByRole('row', { name: new RegExp(lead.email) })).toContainText(
    'It was edited by hand since',
  )
  expect(await db().lead.count({ where: { accountId } })).toBe(8 + 1)

  await page.getByRole('link', { name: 'Back to the report' }).click()
  await expect(page.getByText('This import was undone by Ana Admin.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Re-run/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'What was undone and kept' }).click()
  await page.getByRole('button', { name: 'Undo this undo' }).click()
  await expect(page.getByRole('heading', { name: 'Undo this import?', level: 1 })).toBeVisible()
  await expect(page.getByText('It was undone and brought back before, by Ana Admin.')).toBeVisible()
  expect(await db().lead.count({ where: { accountId } })).toBe(8 + 87)
  await page.goto(`/${account.slug}/imports/1`)
  await page.getByRole('button', { name: 'Verify this report' }).click()
  await expect(page.getByRole('region', { name: 'Verify' }).getByText(/^It holds: /)).toBeVisible()
})
