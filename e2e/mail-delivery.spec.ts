import { db } from '../lib/db/client'
import { expect, join, test } from './fixtures'
import { importFile, listOf } from './importing'

test('the report goes to another member when asked, and says when it bounced', async ({
  page,
  account,
  member,
}) => {
  const { accountId } = account
  await join(account, member)
  await page.goto(`/${account.slug}/leads`)
  await importFile(page, { name: 'sent.csv', text: listOf(2) })
  const delivery = page.getByRole('region', { name: 'Emailed report' })
  await expect(delivery.getByRole('listitem')).toHaveCount(1)
  await expect(delivery).toContainText(/Sent \d/)
  await delivery
    .getByRole('combobox', { name: 'Send to another member' })
    .selectOption({ label: `${member.name} – ${member.email}` })
  await delivery.getByRole('button', { name: 'Send report' }).click()
  const theirs = delivery.getByRole('listitem').filter({ hasText: member.email })
  await expect(theirs).toContainText(/Sent \d/)
  await expect(delivery.getByRole('combobox')).toHaveCount(0)
  const mail = await db().mail.findFirstOrThrow({ where: { accountId, recipient: member.email } })
  expect(JSON.stringify(mail.message)).toContain('somebody in Acme sent you this report')

  await db().mail.update({
    where: { accountId_id: { accountId, id: mail.id } },
    data: { delivery: 'bounced', deliveryReason: 'The mailbox does not exist.', deliveryAt: new Date() },
  })
  await page.reload()
  await expect(theirs).toContainText(
    'Bounced: the receiving server sent it back – The mailbox does not exist.',
  )
  const again = theirs.getByRole('button', { name: `Send again to ${member.email}` })
  await expect(again).toBeVisible()
  // Beside what became of it, on a narrow window too, and not below.
  await page.setViewportSize({ width: 768, height: 800 })
  const [line, button] = [await theirs.boundingBox(), await again.boundingBox()]
  expect(button!.x + button!.width).toBeCloseTo(line!.x + line!.width, 0)
  expect(button!.y + button!.height / 2).toBeCloseTo(line!.y + line!.height / 2, -1)
  const { receipt } = await db().import.findFirstOrThrow({ where: { accountId } })
  expect(receipt).toMatch(/^[0-9a-f]{64}$/)
  await expect(page.getByRole('region', { name: 'Verify' }).locator('code')).toHaveText(receipt ?? 'none')
  expect(JSON.stringify(mail.message)).toContain(receipt)
})
