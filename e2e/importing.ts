import { expect, type Locator, type Page } from '@playwright/test'

export type FileGiven = { name: string; text: string | Buffer }

/** "Email,First name,Company" and a row for each number from `from` on: lead-1@list.test … */
export function listOf(count: number, from = 1): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const n = from + index
    return `lead-${n}@list.test,Ana ${n},"Acme, Inc. ${n}"`
  })
  return `${['Email,First name,Company', ...rows].join('\n')}\n`
}

/** Opens New import with the buttons a person would use, from any page of the account. */
export async function openNewImport(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Import leads' }).click()
  await expect(page.getByRole('heading', { name: 'Import leads', level: 1 })).toBeVisible()
}

/** Chooses a file with the button on New import. */
export async function chooseFile(page: Page, { name, text }: FileGiven): Promise<void> {
  const buffer = Buffer.from(text)
  const choose = page.getByRole('button', { name: 'Choose file' })
  // A click before the page's script has taken over is lost, as it is for a person.
  await expect(async () => {
    const choosing = page.waitForEvent('filechooser', { timeout: 2_000 })
    await choose.click()
    await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer })
  }).toPass()
}

/** Chooses a lead field for a column as a person does: types its name and presses Enter. */
export async function chooseField(page: Page, column: string, field: string): Promise<void> {
  const box = page.getByRole('combobox', { name: `Lead field of ${column}`, exact: true })
  await box.fill(field)
  await expect(page.getByRole('option').first()).toBeVisible()
  await box.press('Enter')
  await expect(box).toHaveValue(field)
}

/** Makes a custom field of the column's own name on the spot. */
export async function makeField(page: Page, column: string): Promise<void> {
  const box = page.getByRole('combobox', { name: `Lead field of ${column}`, exact: true })
  await box.fill(column)
  await page.getByRole('option', { name: `New field “${column}”…` }).click()
  await page.getByRole('textbox', { name: 'Name of the new field' }).press('Enter')
  await expect(box).toHaveValue(column)
}

/** The button that leads from a step of New import to the next, once there is a file. */
export function nextButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Next: / })
}

/** Goes on through the steps of New import, from the file that was read to the last. */
export async function goToCheck(page: Page): Promise<void> {
  const next = nextButton(page)
  await next.click()
  const columns = page.getByRole('heading', { name: 'Step 2 of 3: Columns' })
  const check = page.getByRole('heading', { name: 'Step 3 of 3: Check' })
  await expect(columns.or(check)).toBeFocused()
  if (await columns.isVisible()) {
    await expect(page.getByRole('table', { name: 'Columns and their lead fields' })).toBeVisible()
    for (const guess of await page.getByRole('checkbox', { name: /^Looks right/ }).all()) await guess.check()
    await next.click()
  }
  await expect(check).toBeFocused()
}

/** The button that starts the import, on the last step, whatever the check came to. */
export function importButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Import ([\d,]+ rows?|anyway)$/ })
}

/** Imports a file through the pages, from any page of the account, and ends on its report. */
export async function importFile(page: Page, file: FileGiven): Promise<void> {
  await openNewImport(page)
  await importHere(page, file)
}

/** Imports a file from New import with the options as they stand, and ends on its report. */
export async function importHere(page: Page, file: FileGiven): Promise<void> {
  await chooseFile(page, file)
  await goToCheck(page)
  await importButton(page).click()
  await reportShown(page)
}

/** Waits until the import of this page has ended and its report is there. */
export async function reportShown(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/imports\/\d+$/)
  await expect(page.getByRole('heading', { name: 'Where the numbers go' })).toBeVisible()
}

/** The big number above a word of the report: "Added", "Modified", "Rejected", "rows read". */
export function figure(page: Page, word: string): Locator {
  return page
    .getByRole('main')
    .locator('dl > div', { has: page.getByText(word, { exact: true }) })
    .locator('dd')
}

/** The paragraph of a reason under "Why rows were rejected". */
export function reason(page: Page, message: string): Locator {
  const reasons = page.getByRole('region', { name: 'Why rows were rejected' })
  return reasons.getByRole('listitem').filter({ has: page.getByRole('heading', { name: message }) })
}

/** The rejected rows as the table shows them. */
export function rejectedRows(page: Page): Locator {
  return page
    .getByRole('table', { name: 'Rejected rows' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
}
