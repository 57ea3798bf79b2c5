import type { Locator, Page } from '@playwright/test'
import { makeLeads } from '../prisma/factories/account'
import { expect, test } from './fixtures'
import { figure, reportShown } from './importing'

const stopsMax = 60

test('the whole import with nothing but the keyboard', async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)

  await test.step('the skip link comes first and leads past the navigation', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('chooses a file', async () => {
    await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Import leads' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Import leads', level: 1 })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Choose file' }))
    const choosing = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    const text = 'Email,Firm\nana@list.test,Acme\nbo@list.test,Birch\nnobody,Cedar\n'
    await (await choosing).setFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await expect(page.getByRole('heading', { name: /^keys\.csv/ })).toBeFocused()
  })

  await test.step('ticks the box with Space and chooses with an arrow', async () => {
    const update = page.getByRole('checkbox', { name: 'Update lead if it exists' })
    await tabTo(page, update)
    await page.keyboard.press('Space')
    await expect(update).toBeChecked()
    await tabTo(page, page.getByRole('radio', { name: 'Keep what the lead has (recommended)' }))
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: 'Clear it' })).toBeChecked()
    await expect(page.getByRole('radio', { name: 'Clear it' })).toBeFocused()
  })

  await test.step('goes on with Enter, and matches a column with the arrows', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Next: columns' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Step 2 of 3: Columns' })).toBeFocused()
    const field = page.getByRole('combobox', { name: 'Lead field of Firm' })
    await tabTo(page, field)
    await page.keyboard.type('Tit')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('Title')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('Company')
    await tabTo(page, page.getByRole('button', { name: 'Next: check' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Step 3 of 3: Check' })).toBeFocused()
  })

  await test.step('imports with Enter; focus waits at the report’s heading', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Import 3 rows' }))
    await page.keyboard.press('Enter')
    await reportShown(page)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(figure(page, 'Added').first()).toHaveText('+2')
    await expect(page.getByText('Blank cells: clear')).toBeVisible()
  })

  await test.step('goes through the report: filter, rows, a file', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Show these rows' }))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/reason=email_invalid/)
    await tabTo(page, page.getByRole('link', { name: 'Download these rejected rows' }))
    const downloading = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await downloading).suggestedFilename()).toBe('rejected-keys.csv')
  })
})

test('deleting a lead: the dialog takes the focus, keeps it, and gives it back', async ({
  page,
  account,
}) => {
  await makeLeads(account.accountId, 3)
  await page.goto(`/${account.slug}/leads`)
  await tabTo(page, page.getByRole('checkbox', { name: 'Select l2@acme.test' }))
  await page.keyboard.press('Space')
  const open = page.getByRole('button', { name: 'Delete', exact: true })
  await tabTo(page, open, 'Shift+Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Delete 1 lead?' })
  await expect(dialog).toBeVisible()
  for (let stop = 0; stop < 6; stop++) {
    await page.keyboard.press('Tab')
    await expect(dialog.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(open).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, dialog.getByRole('button', { name: 'Delete 1 lead' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 lead deleted.')).toBeVisible()
  // The button is gone; the message has the focus instead of nothing.
  await expect(page.getByRole('status').filter({ hasText: '1 lead deleted.' }).first()).toBeFocused()
})

/** Presses Tab until `target` has the focus, and sees that it is in view and nothing lies on it. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < stopsMax; stop++) {
    await page.keyboard.press(key)
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport({ ratio: 0.9 })
      expect(await onTop(target), 'what has the focus is not covered').toBe(true)
      return
    }
  }
  throw new Error(`${target} is not reached with ${stopsMax} presses of ${key}.`)
}

async function onTop(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const there = document.elementFromPoint(x + width / 2, y + height / 2)
    return there !== null && (element.contains(there) || there.contains(element))
  })
}
