import { expect, type Page } from '@playwright/test'

export type MailRead = { subject: string; html: string; text: string }

/** Reads the latest report mail on a file as a person does, from the outbox that `page` shows. */
export async function readReportMail(
  page: Page,
  { to, about }: { to: string; about: string },
): Promise<MailRead> {
  const mails = page.getByRole('table', { name: 'Mails' }).getByRole('row')
  await mails
    .filter({ hasText: to })
    .filter({ hasText: `(${about})` })
    .getByRole('link')
    .first()
    .click()
  const body = page.frameLocator('iframe[title="The mail as HTML"]').locator('body')
  await expect(body).toContainText('Lead overview')
  const html = (await body.textContent()) ?? ''
  const subject = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('link', { name: 'Text' }).click()
  const plain = page.getByRole('region', { name: 'The mail as text' })
  await expect(plain).toBeVisible()
  return { subject, html, text: (await plain.textContent()) ?? '' }
}
