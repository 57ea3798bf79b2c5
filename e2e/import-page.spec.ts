import { readFile, rename } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import papaparse from 'papaparse'
import { db } from '../lib/db/client'
import type { FileId } from '../lib/db/ids'
import { filePath } from '../lib/imports/files'
import { expect, test } from './fixtures'
import { holdInTheMiddle } from './held-account'
import {
  chooseField,
  chooseFile,
  figure,
  goToCheck,
  importButton,
  importFile,
  listOf,
  nextButton,
  openNewImport,
  reason,
  rejectedRows,
  reportShown,
} from './importing'

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

test('a double click on Import is one import', async ({ page, account }) => {
  await openNewImport(page)
  await chooseFile(page, { name: 'twice.csv', text: listOf(3) })
  await goToCheck(page)
  await importButton(page).dblclick()
  await reportShown(page)
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Imports' }).click()
  const history = page.getByRole('table', { name: 'Imports' }).getByRole('rowheader')
  await expect(history).toHaveCount(1)
  expect(await db().import.count({ where: { accountId: account.accountId } })).toBe(1)
})

test.describe('an import that takes a while', () => {
  test.use({ plan: 'unlimited' })
  const rows = 60_000

  test('keeps its progress through a reload, and says what stays when it is cancelled, and imports the rest', async ({
    page,
    account,
  }) => {
    await openNewImport(page)
    await chooseFile(page, { name: 'long.csv', text: listOf(rows) })
    await goToCheck(page)
    const holding = holdInTheMiddle(account.accountId)
    await importButton(page).click()
    await expect(page.getByRole('heading', { name: 'Importing long.csv' })).toBeVisible()
    const { release } = await holding

    try {
      const bar = page.getByRole('progressbar', { name: 'Importing long.csv' })
      await expect(bar).toHaveAttribute('aria-valuetext', /^[1-9][\d,]* of 60,000 rows$/)
      const before = await rowsShown(bar)
      await page.reload()
      // It reads its progress again: its script has taken over. Before that, a click on Cancel is lost.
      await page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/progress'))
      await expect(bar).toHaveAttribute('aria-valuetext', /^[1-9][\d,]* of 60,000 rows$/)
      expect(await rowsShown(bar)).toBeGreaterThanOrEqual(before)
      await expect(
        page.getByText(/^You can close this page\. The report will be emailed to ana\.admin-/),
      ).toBeVisible()
      await expect(page).toHaveTitle(/^\(\d+%\) Importing – long\.csv/)

      await page.getByRole('button', { name: 'Cancel import' }).click()
      const question = page.getByRole('dialog', { name: 'Stop now?' })
      await expect(question).toContainText(/The [1-9][\d,]* rows already done stay\./)
      await question.getByRole('button', { name: 'Cancel import' }).click()
      await expect(page.getByText('The import is being cancelled. What is done stays.')).toBeVisible()
    } finally {
      await release()
    }

    await reportShown(page)
    await expect(page.getByText(/^The import was cancelled at row [\d,]+\.$/)).toBeVisible()
    await expect(
      page.getByText(/^What is counted below is saved\. [\d,]+ rows were not processed\.$/),
    ).toBeVisible()
    const added = await figureOf(page, 'Added')
    expect(added).toBeGreaterThan(0)
    expect(added + (await figureOf(page, 'Not processed'))).toBe(rows)

    const rest = page.getByRole('button', { name: 'Import the rest' })
    const { fileId } = await db().import.findFirstOrThrow({ where: { accountId: account.accountId } })
    const path = filePath(fileId as FileId)
    await rename(path, `${path}.away`)
    await page.reload()
    await expect(page.getByText('The file is no longer on the server.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Import the file again' })).toBeVisible()
    await expect(rest).toHaveCount(0)
    await rename(`${path}.away`, path)
    await page.reload()

    await rest.click()
    await expect(page).toHaveURL(/\/imports\/2$/)
    await reportShown(page)
    expect(await figureOf(page, 'Added')).toBe(rows - added)
    await page.getByRole('link', { name: 'View leads' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leads 60,000')
  })

  test('says how it ended, aloud and in its place', async ({ page, account }) => {
    await openNewImport(page)
    await chooseFile(page, { name: 'long.csv', text: `${listOf(rows)}not an email,,\n` })
    await goToCheck(page)
    const holding = holdInTheMiddle(account.accountId)
    await importButton(page).click()
    await expect(page.getByRole('progressbar', { name: 'Importing long.csv' })).toBeVisible()
    await (await holding).release()
    await expect(spoken(page)).toHaveText('Import finished. 60,000 added, 0 modified, 1 rejected.')
    await reportShown(page)
    await expect(page).toHaveTitle(/^Import report #1: long\.csv/)
    await expect(figure(page, 'rows read').first()).toHaveText('=60,001')
  })
})

test('a short import says its result aloud too', async ({ page }) => {
  await importFile(page, { name: 'short.csv', text: `${listOf(2)}nobody,,\n` })
  await expect(spoken(page)).toHaveText('Import finished. 2 added, 0 modified, 1 rejected.')
})

test('columns are matched by hand where their names say nothing', async ({ page, account }) => {
  const text = 'Wer,Reachable at,House\nAna Ruiz,ana@list.test,Acme\nBo Li,bo@list.test,Birch\n'
  await openNewImport(page)
  await chooseFile(page, { name: 'odd.csv', text })
  await nextButton(page).click()
  const columns = page.getByRole('table', { name: 'Columns and their lead fields' })
  const column = (name: string) => columns.getByRole('row').filter({ hasText: name })
  await expect(page.getByText('1 of 3 columns matched. Email is matched. 1 guess to check.')).toBeVisible()
  await expect(column('Reachable at')).toContainText('Guess – check: 2 of 2 values look like emails')

  await chooseField(page, 'House', 'Company')
  await expect(column('House')).toContainText('Your choice')
  await chooseField(page, 'Wer', 'Company')
  await expect(spoken(page)).toHaveText('Company was matched to “House”; that column is now not imported.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await chooseField(page, 'Wer', 'First name')
  await expect(page.getByText('All 3 columns matched. Email is matched. 1 guess to check.')).toBeVisible()
  await page.getByRole('checkbox', { name: /^Looks right/ }).check()

  await nextButton(page).click()
  await importButton(page).click()
  await reportShown(page)
  await page.getByRole('link', { name: 'View leads' }).click()
  const ana = page.getByRole('row', { name: 'ana@list.test' })
  await expect(ana).toContainText('Ana Ruiz')
  await expect(ana).toContainText('Acme')
  await expect(ana.getByRole('link', { name: 'Import #1, row 2' })).toBeVisible()
  expect(await db().lead.count({ where: { accountId: account.accountId } })).toBe(2)
})

test('the rejected rows are a file that can be imported again as it is', async ({ page }) => {
  const text = [
    'Email,Phone,Note',
    'ana@list.test,+44 20,good',
    'nobody,+44 21,no at',
    ',+44 22,no email',
    'ana@list.test,=1+1,again',
  ].join('\n')
  await importFile(page, { name: 'mixed.csv', text })
  await expect(figure(page, 'Rejected').first()).toHaveText('×3')
  const rejected = await download(page, 'Download rejected rows')
  expect(rejected.name).toBe('rejected-mixed.csv')
  const [header, ...lines] = papaparse.parse<string[]>(rejected.text.trim()).data
  expect(header).toEqual(['Email', 'Phone', 'Note', 'Row', 'Reason', 'How to fix'])
  expect(lines.map((line) => line.slice(0, 5))).toEqual([
    ['nobody', "'+44 21", 'no at', '3', 'Email is not valid'],
    ['', "'+44 22", 'no email', '4', 'Email is missing'],
    ['ana@list.test', "'=1+1", 'again', '5', 'Email already belongs to a lead within the account'],
  ])
  for (const line of lines) expect(line[5]).toMatch(/import/)

  await openNewImport(page)
  await chooseFile(page, { name: rejected.name, text: rejected.text })
  await nextButton(page).click()
  const ours = page.getByRole('table', { name: 'Columns and their lead fields' }).getByRole('row')
  for (const name of ['Row', 'Reason', 'How to fix'])
    await expect(
      ours.filter({ has: page.getByRole('combobox', { name: `Lead field of ${name}`, exact: true }) }),
    ).toContainText('Not imported. A column of our report.')
  await nextButton(page).click()
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Rejected').first()).toHaveText('×3')
  const again = await download(page, 'Download rejected rows')
  expect(again.name).toBe('rejected-mixed.csv')
  const second = papaparse.parse<string[]>(again.text.trim()).data
  expect(second[0]).toEqual(header)
  expect(second.slice(1).map((line) => line.slice(0, 3))).toEqual(lines.map((line) => line.slice(0, 3)))
})

test('the report is filtered by reason in its address', async ({ page }) => {
  const bad = Array.from({ length: 60 }, (_, n) => `nobody-${n},,`).join('\n')
  await importFile(page, { name: 'filter.csv', text: `${listOf(3)}lead-1@list.test,,\n${bad}\n` })
  await reason(page, 'Email is not valid').getByRole('link', { name: 'Show these rows' }).click()
  await expect(page).toHaveURL(/\?reason=email_invalid#rejected$/)
  await expect(spoken(page)).toHaveText('60 rows match.')
  await expect(rejectedRows(page)).toHaveCount(50)
  await page
    .getByRole('navigation', { name: 'Pages of rejected rows' })
    .getByRole('link', { name: 'Next' })
    .click()
  await expect(rejectedRows(page)).toHaveCount(10)
  await page.reload()
  await expect(rejectedRows(page)).toHaveCount(10)

  const filter = page.getByRole('navigation', { name: 'Filter by reason' })
  await filter.getByRole('link', { name: /^Email already belongs/ }).click()
  await expect(rejectedRows(page)).toHaveCount(1)
  await expect(rejectedRows(page)).toContainText('Same email as row 2 of this file')
  await page.getByRole('link', { name: 'See the lead' }).click()
  await expect(page.getByRole('table', { name: 'Leads', exact: true }).getByRole('rowheader')).toHaveText(
    'lead-1@list.test',
  )
})

/** What a screen reader says: the text of the page's one live region. */
function spoken(page: Page): Locator {
  return page.getByRole('status').last()
}

async function rowsShown(bar: Locator): Promise<number> {
  return Number(await bar.getAttribute('aria-valuenow'))
}

async function figureOf(page: Page, word: string): Promise<number> {
  return Number((await figure(page, word).first().textContent())?.replace(/\D/g, ''))
}

async function download(page: Page, name: string): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name }).click()
  const file = await downloading
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}
