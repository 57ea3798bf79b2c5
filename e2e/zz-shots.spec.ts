import type { Page } from '@playwright/test'
import iconv from 'iconv-lite'
import { createCampaign } from '../lib/campaigns/mutations'
import { expect, test } from './fixtures'
import { chooseFile, goToCheck, importButton, listOf, openNewImport, reportShown } from './importing'

async function shots(page: Page, name: string) {
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `/tmp/upload/${name}-${scheme}-${width}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('shots', async ({ page, account }) => {
  test.setTimeout(240_000)
  await createCampaign(account.accountId, { name: 'Spring launch', rejects: ['invalid'] })
  await page.goto(`/${account.slug}/leads`)
  await openNewImport(page)
  await shots(page, '1-empty')
  await page.getByRole('button', { name: 'Paste rows' }).click()
  await shots(page, '2-paste')

  await page.getByRole('button', { name: 'Choose a file instead' }).click()
  const text = [
    'Kunden 2026',
    '',
    'E-Mail;Vorname;Nachname;Firma;Telefon',
    'zoe@list.test;Zoë;Müller;Größe & Söhne;4,41E+11',
    'jose@list.test;José;Ñandú;Çà et là;0049 30 1234567',
    'x@list.test;Ana',
    'y@list.test;Bo;Lind;Acme;030;zuviel',
    'z@list.test;Cy;Day;Acme;1',
  ].join('\r\n')
  await chooseFile(page, { name: 'Kunden Export 2026.csv', text: iconv.encode(text, 'windows-1252') })
  await expect(page.getByLabel('Encoding')).toBeVisible()
  await shots(page, '3-chips')

  await page.getByRole('button', { name: 'Remove' }).click()
  await chooseFile(page, { name: 'spring.csv', text: listOf(3) })
  await goToCheck(page)
  await shots(page, '4-check')
  await importButton(page).click()
  await reportShown(page)
  await openNewImport(page)
  await chooseFile(page, { name: 'spring.csv', text: listOf(3) })
  await expect(page.getByText('This file was imported before')).toBeVisible()
  await shots(page, '5-same')

  await page.getByRole('button', { name: 'Remove' }).click()
  await page.route('**/api/*/files/*', () => {})
  await chooseFile(page, { name: 'stuck.csv', text: listOf(30000) })
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.waitForTimeout(1500)
  await shots(page, '6-sending')

  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Pause' }).click()
  await shots(page, '7-paused')
  await page.context().setOffline(false)
  page.on('dialog', (d) => d.accept())
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await expect(page.getByText('Continue sending')).toBeVisible()
  await shots(page, '8-continue')
})
