import type { Page } from '@playwright/test'
import iconv from 'iconv-lite'
import { db } from '../lib/db/client'
import { numberCell, xlsx } from '../lib/imports/xlsx/test-xlsx'
import { type Account, expect, test } from './fixtures'
import {
  chooseField,
  chooseFile,
  figure,
  goToCheck,
  importButton,
  listOf,
  nextButton,
  openNewImport,
  reportShown,
} from './importing'

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
  await openNewImport(page)
})

test('a semicolon file that Excel saved in Windows-1252', async ({ page, account }) => {
  const text =
    'E-Mail;Vorname;Nachname;Firma\r\nzoe@list.test;Zoë;Müller;Größe & Söhne\r\njose@list.test;José;Ñandú;“Çà et là”\r\n'
  await chooseFile(page, { name: 'kunden.csv', text: iconv.encode(text, 'windows-1252') })
  await readAs(page, {
    Encoding: 'Western European (Windows-1252) (guessed)',
    Separator: 'Semicolon (guessed)',
  })
  await expect(firstRows(page)).toContainText('Größe & Söhne')
  await importAll(page, 2)
  expect(await leadsOf(account)).toMatchObject([
    { email: 'jose@list.test', firstName: 'José', lastName: 'Ñandú', company: '“Çà et là”' },
    { email: 'zoe@list.test', firstName: 'Zoë', lastName: 'Müller', company: 'Größe & Söhne' },
  ])
})

test('an encoding that was guessed wrong is chosen, and the rows are shown anew', async ({
  page,
  account,
}) => {
  const text = 'Email,Company\nana@list.test,ř\n'
  await chooseFile(page, { name: 'short.csv', text: iconv.encode(text, 'windows-1250') })
  await expect(firstRows(page)).toContainText('ø')
  await page.getByLabel('Encoding').selectOption('Central European (Windows-1250)')
  await expect(firstRows(page)).toContainText('ř')
  await readAs(page, { Encoding: 'Central European (Windows-1250)', Separator: 'Comma (guessed)' })
  await page.reload()
  await readAs(page, { Encoding: 'Central European (Windows-1250)' })
  await importAll(page, 1)
  expect(await leadsOf(account)).toMatchObject([{ company: 'ř' }])
})

test('a UTF-16 file with tabs', async ({ page, account }) => {
  const text = 'Email\tFirst name\tCompany\r\nana@list.test\tАнна\t日本電気, Inc.\r\n'
  await chooseFile(page, { name: 'unicode.txt', text: Buffer.from(`\ufeff${text}`, 'utf16le') })
  await readAs(page, {
    Encoding: 'UTF-16 LE (guessed)',
    Separator: 'Tab (guessed)',
    Headers: 'Row 1 (guessed)',
  })
  await importAll(page, 1)
  expect(await leadsOf(account)).toMatchObject([{ firstName: 'Анна', company: '日本電気, Inc.' }])
})

test('an XLSX file with two sheets', async ({ page, account }) => {
  const book = xlsx([
    { name: 'Q2', rows: [['Email'], ['old@list.test']] },
    {
      name: 'Q3',
      rows: [
        ['Email', 'Phone', 'Company'],
        ['ana@list.test', '0034 600', 'Acme'],
        ['bo@list.test', numberCell(441234567890), 'Birch'],
      ],
    },
    { name: 'Notes', rows: [] },
  ])
  await chooseFile(page, { name: 'leads.xlsx', text: book })
  await readAs(page, { Sheet: 'Q2 (guessed)' })
  await expect(page.getByLabel('Encoding')).toHaveCount(0)
  await page.getByLabel('Sheet').selectOption('Notes')
  await expect(page.getByText('The sheet ‘Notes’ is empty. Choose another sheet.').first()).toBeVisible()
  await page.getByLabel('Sheet').selectOption('Q3')
  await expect(firstRows(page)).toContainText('441234567890')
  await expect(page.getByText('2 rows · 3 columns')).toBeVisible()
  await importAll(page, 2)
  expect(await leadsOf(account)).toMatchObject([
    { email: 'ana@list.test', phone: '0034 600' },
    { email: 'bo@list.test', phone: '441234567890' },
  ])
})

test('LinkedIn’s export, with its note above the headers', async ({ page, account }) => {
  const text = [
    'Notes:',
    '"When exporting your connection data, you may notice that some of the email addresses are missing."',
    '',
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
    'Ana,Ruiz,https://www.linkedin.com/in/ana,ana@list.test,Acme,Founder,02 Nov 2026',
    'Bo,Lind,https://www.linkedin.com/in/bo,,Birch,CTO,01 Nov 2026',
  ].join('\n')
  await chooseFile(page, { name: 'Connections.csv', text })
  await readAs(page, { Headers: 'Row 4 (guessed)' })
  await expect(page.getByText('The 3 rows above the headers are left out.')).toBeVisible()
  await importAll(page, 2)
  await expect(figure(page, 'Added').first()).toHaveText('+1')
  await expect(figure(page, 'Rejected').first()).toHaveText('×1')
  expect(await leadsOf(account)).toMatchObject([
    { email: 'ana@list.test', firstName: 'Ana', company: 'Acme', title: 'Founder', importRow: 5 },
  ])
})

test('a file without headers', async ({ page, account }) => {
  await chooseFile(page, { name: 'bare.csv', text: 'ana@list.test,Ana\nbo@list.test,Bo\n' })
  await readAs(page, { Headers: 'No headers (guessed)' })
  await nextButton(page).click()
  await chooseField(page, 'Column B', 'First name')
  await page.getByRole('checkbox', { name: 'Looks right: “Column A” is Email' }).check()
  await nextButton(page).click()
  await importButton(page).click()
  await reportShown(page)
  expect(await leadsOf(account)).toMatchObject([
    { email: 'ana@list.test', firstName: 'Ana', importRow: 1 },
    { email: 'bo@list.test', firstName: 'Bo', importRow: 2 },
  ])
})

test('headers that were not seen are chosen by their row', async ({ page }) => {
  await chooseFile(page, {
    name: 'report.csv',
    text: 'Report,2026\nWho,Where\nana@list.test,Lima\nbo@list.test,Oslo\n',
  })
  await page.getByLabel('Headers').selectOption('Row 2: Who · Where')
  await expect(page.getByText('The 1 row above the headers is left out.')).toBeVisible()
  await expect(page.getByText('2 rows · 2 columns')).toBeVisible()
})

test('a file that is removed is gone from the server at once', async ({ page, account }) => {
  await chooseFile(page, { name: 'wrong.csv', text: listOf(1) })
  await expect(page.getByRole('heading', { name: /^wrong\.csv/ })).toBeFocused()
  expect(await db().file.count({ where: { accountId: account.accountId } })).toBe(1)
  const address = page.url()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Choose file' })).toBeFocused()
  expect(await db().file.count({ where: { accountId: account.accountId } })).toBe(0)
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'This file is not here.' })).toBeVisible()
})

test('rows pasted from a spreadsheet, and a bare list of emails', async ({ page, account }) => {
  await paste(page, 'Email\tFirst name\nana@list.test\tAna, the first\n')
  await expect(page.getByRole('heading', { name: /^pasted-rows\.tsv/ })).toBeFocused()
  await importAll(page, 1)
  await openNewImport(page)
  await paste(page, 'bo@list.test, "Lind, Cy" <cy@list.test>; ana@list.test')
  await expect(page.getByText('3 rows · 1 column')).toBeVisible()
  await importAll(page, 3)
  await expect(figure(page, 'Added').first()).toHaveText('+2')
  expect((await leadsOf(account)).map(({ email }) => email)).toEqual([
    'ana@list.test',
    'bo@list.test',
    'cy@list.test',
  ])
})

test('cells that Excel spoilt and rows that look odd are shown before anything is imported', async ({
  page,
}) => {
  const text =
    'Email,Phone,Company\nana@list.test,4.41E+11,Acme\nbo@list.test,4.42E+11,Birch,surplus\ncy@list.test\n'
  await chooseFile(page, { name: 'spoilt.csv', text })
  await expect(
    page.getByText(/^Column “Phone”: 1 value such as 4\.41E\+11\. Excel shortened these numbers\./),
  ).toBeVisible()
  const odd = page.getByRole('table', { name: 'The first rows that look odd' })
  await expect(odd.getByRole('row').nth(1)).toContainText('4 cells, the header has 3')
  await expect(odd.getByRole('row').nth(2)).toContainText('1 cell, the header has 3: empty from Phone on')
})

test('the same file again is said to be so before it starts', async ({ page }) => {
  const file = { name: 'spring.csv', text: listOf(2) }
  await chooseFile(page, file)
  await importAll(page, 2)
  await openNewImport(page)
  await chooseFile(page, { ...file, name: 'spring (1).csv' })
  await expect(page.getByText('This file was imported before: import #1')).toBeVisible()
  await page.getByRole('link', { name: 'import #1' }).click()
  await reportShown(page)
})

test('the sample file has the account’s own fields and can be imported as it is', async ({
  page,
  account,
}) => {
  await db().customField.create({ data: { accountId: account.accountId, name: 'Region' } })
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download sample file' }).click()
  const sample = await downloading
  expect(sample.suggestedFilename()).toBe(`sample-${account.slug}.csv`)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file' }).click()
  await (await choosing).setFiles(await sample.path())
  await expect(page.getByText('2 rows · 9 columns')).toBeVisible()
  await nextButton(page).click()
  await expect(page.getByRole('heading', { name: 'Step 3 of 3: Check' })).toBeFocused()
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added').first()).toHaveText('+2')
})

/** How the page says the file is read, choice by choice. */
async function readAs(page: Page, said: Record<string, string>): Promise<void> {
  for (const [label, option] of Object.entries(said))
    await expect(page.getByLabel(label).locator('option:checked')).toHaveText(option)
}

function firstRows(page: Page) {
  return page.getByRole('table', { name: /^First (row|\d rows)$/ })
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste rows' }).click()
  await expect(page.getByLabel('Rows to import')).toBeFocused()
  await page.getByLabel('Rows to import').fill(text)
  await page.getByRole('button', { name: 'Use these rows' }).click()
}

async function importAll(page: Page, rows: number): Promise<void> {
  await goToCheck(page)
  await expect(importButton(page)).toHaveText(`Import ${rows} ${rows === 1 ? 'row' : 'rows'}`)
  await importButton(page).click()
  await reportShown(page)
}

async function leadsOf({ accountId }: Account) {
  return db().lead.findMany({ where: { accountId }, orderBy: { email: 'asc' } })
}
