import type { Page } from '@playwright/test'
import { db } from '../lib/db/client'
import { xlsx } from '../lib/imports/xlsx/test-xlsx'
import { makeImport, until } from '../prisma/factories/import'
import { type Account, expect, test } from './fixtures'
import {
  chooseFile,
  figure,
  goToCheck,
  importButton,
  importFile,
  makeField,
  nextButton,
  openNewImport,
  rejectedRows,
  reportShown,
} from './importing'
import { looksRight } from './look'

test.beforeEach(async ({ page, account }) => {
  await page.goto(`/${account.slug}/leads`)
})

test.describe('a file that is no list', () => {
  const files = [
    { what: 'an empty file', text: '', says: 'The file is empty.' },
    { what: 'a file of blank lines', text: '\n\n  \n', says: 'The file is empty.' },
    {
      what: 'a web page named .csv',
      text: '<!DOCTYPE html>\n<html><body><table><tr><td>Email</td></tr></table></body></html>\n',
      says: 'This looks like a page, not a table (it starts with <!DOCTYPE html). Export it as CSV first.',
    },
    {
      what: 'half an .xlsx',
      text: Buffer.from('504b0304140006000800000021006217', 'hex'),
      says: 'The file is damaged. Open it in Excel, save it again and choose it again.',
    },
  ]
  for (const { what, text, says } of files) {
    test(`is refused with a sentence: ${what}`, async ({ page, allow }) => {
      allow(/status of 422/)
      await openNewImport(page)
      await chooseFile(page, { name: 'leads.csv', text })
      const alert = page.getByRole('main').getByRole('alert')
      await expect(alert).toHaveText(says)
      await expect(alert).toBeFocused()
      await expect(nextButton(page)).toBeDisabled()
      // Nothing is in the way of the right file.
      await chooseFile(page, { name: 'leads.csv', text: 'Email\nana@list.test\n' })
      await expect(alert).toBeHidden()
      await goToCheck(page)
      await expect(importButton(page)).toHaveText('Import 1 row')
      await showsNoTrace(page)
    })
  }

  test('without an email column asks for it before anything is imported', async ({ page }) => {
    await openNewImport(page)
    await chooseFile(page, { name: 'people.csv', text: 'Name,Where from\nAna,Lima\nBo,Oslo\n' })
    await nextButton(page).click()
    await expect(page.getByText('Email is not matched.')).toBeVisible()
    await nextButton(page).click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toContainText('Choose the column that holds the email.')
    await expect(alert).toBeFocused()
    await alert.getByRole('link').click()
    await expect(page.getByRole('combobox', { name: 'Lead field of Name' })).toBeFocused()
    await showsNoTrace(page)
  })
})

test.describe('one bad row', () => {
  test('with a quote that is never closed names its line; the rows around it are in', async ({
    page,
    account,
  }) => {
    const text = [
      'Email,Company',
      'before-1@list.test,One',
      'before-2@list.test,Two',
      'open@list.test,"Never closed',
      'after-1@list.test,Three',
      'after-2@list.test,Four',
    ].join('\n')
    await importFile(page, { name: 'quote.csv', text })
    await oneRejected(page, {
      row: '4',
      reason: 'Row could not be read',
      cause: 'A quote opened on line 4 is never closed',
    })
    await expect(figure(page, 'Added').first()).toHaveText('+4')
    await hasLeads(page, account, ['before-1', 'before-2', 'after-1', 'after-2'])
  })

  test('with a NUL byte', async ({ page, account }) => {
    const text = 'Email,Company\none@list.test,Good\nnul@list.test,Ba\0d\ntwo@list.test,Good\n'
    await importFile(page, { name: 'nul.csv', text })
    await oneRejected(page, {
      row: '3',
      reason: 'Row could not be read',
      cause: 'The cell in column Company holds a NUL character, which is not text',
    })
    await hasLeads(page, account, ['one', 'two'])
  })

  test('with a cell of 40,000 characters', async ({ page, account }) => {
    const text = `Email,Company\none@list.test,Good\nlong@list.test,${'x'.repeat(40_000)}\ntwo@list.test,Good\n`
    await importFile(page, { name: 'long.csv', text })
    await oneRejected(page, {
      row: '3',
      reason: 'Row could not be read',
      cause: 'A cell has more than 32,000 characters',
    })
    await hasLeads(page, account, ['one', 'two'])
  })
})

test.describe('values of as many characters as a cell may have', () => {
  const longest = 32_000
  const cells = (ending: string) =>
    ['Anna ', 'Acme', 'Head of Growth ', 'Met in Oslo '].map((word) => cell(word, ending))
  const cell = (word: string, ending: string) =>
    word.repeat(longest / word.length).slice(0, longest - ending.length) + ending
  const list = (ending: string) =>
    [
      'Email,First name,Company,Title,Remarks',
      ...Array.from({ length: 60 }, (_, n) => lineOf(n, ending)),
      '',
    ].join('\n')
  const lineOf = (n: number, ending: string) => [`long-${n}@list.test`, ...cells(ending)].join(',')

  test('make no page heavy or wide, and what changed is seen wherever it stands', async ({
    page,
    account,
    admin,
  }) => {
    test.slow()
    // Loaded anew, a page holds what is seen and, once more, what React takes up.
    const light = async (charactersMax = 500_000) => {
      await page.reload()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect((await page.content()).length).toBeLessThan(charactersMax)
    }
    await openNewImport(page)
    await chooseFile(page, { name: 'long.csv', text: list('.') })
    await expect(page.getByRole('table', { name: 'First 5 rows' })).toBeVisible()
    await light()
    await expect(page.getByRole('table', { name: 'First 5 rows' })).toBeVisible()
    await looksRight(page, 'Preview of long values')
    await nextButton(page).click()
    await expect(page.getByRole('heading', { name: 'Step 2 of 3: Columns' })).toBeFocused()
    await light()
    await looksRight(page, 'Columns of long values')
    await makeField(page, 'Remarks')
    await nextButton(page).click()
    await expect(importButton(page)).toBeVisible()
    await light()
    await expect(importButton(page)).toBeVisible()
    await looksRight(page, 'Check of long values')
    await importButton(page).click()
    await reportShown(page)

    const { accountId } = account
    const owner = { accountId, userId: admin.userId }
    const number = await makeImport(owner, list('!'), { name: 'longer.csv', update: true })
    await until(
      async () => (await db().import.count({ where: { accountId, number, finishedAt: null } })) === 0,
    )
    await page.goto(`/${account.slug}/imports/${number}?tab=modified`)
    const changes = page.locator('#row-2').getByRole('definition')
    await expect(changes).toHaveCount(4)
    await expect(changes.first()).toContainText(/^….+Anna\.\s*→\s*became\s*….+Anna!$/)
    await light()
    await looksRight(page, 'Rows of long values')

    await page.goto(`/${account.slug}/leads`)
    await expect(page.getByRole('main').getByRole('row')).toHaveCount(51)
    await light()
    await looksRight(page, 'Leads of long values')
    await page.getByRole('link', { name: 'long-59@list.test' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('long-59@list.test')
    const title = page.getByRole('region', { name: 'Title', exact: true })
    await expect(title).toHaveText(cell('Head of Growth ', '!'))
    const { height } = (await title.boundingBox())!
    expect(height).toBeLessThan(300)
    await light(1_000_000) // the values are there, whole
    await looksRight(page, 'A lead of long values')
  })
})

test('an .xlsx renamed to .csv is read as what it is', async ({ page, account }) => {
  const rows = [
    ['Email', 'Company'],
    ['ana@list.test', 'Acme'],
  ]
  await importFile(page, { name: 'renamed.csv', text: xlsx([{ name: 'Leads', rows }]) })
  await expect(figure(page, 'Added').first()).toHaveText('+1')
  await hasLeads(page, account, ['ana'])
  await showsNoTrace(page)
})

test('headers called __proto__ and constructor are columns like any other', async ({ page, account }) => {
  const text = 'Email,__proto__,constructor\nana@list.test,Proto value,Built\n'
  await openNewImport(page)
  await chooseFile(page, { name: 'proto.csv', text })
  await expect(page.getByRole('table', { name: 'First row' })).toContainText('Proto value')
  await nextButton(page).click()
  for (const header of ['__proto__', 'constructor']) await makeField(page, header)
  await nextButton(page).click()
  await importButton(page).click()
  await reportShown(page)
  await expect(figure(page, 'Added').first()).toHaveText('+1')
  await hasLeads(page, account, ['ana'])
  const exported = await (await page.request.get(`/api/${account.slug}/leads.csv`)).text()
  expect(exported).toContain('__proto__')
  expect(exported).toContain('Proto value')
  expect(exported).toContain('Built')
})

test('markup in cells, names and files stays text', async ({ page, account }) => {
  const evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>'
  const text = `Email,First name,Company\nana@list.test,"${evil.replaceAll('"', '""')}",=1+1\n"${'<b>x</b>'}@list.test",Bo,\n`
  page.on('dialog', (dialog) => Promise.reject(new Error(`A script ran: ${dialog.message()}`)))
  await importFile(page, { name: '<b>leads.csv', text })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('<b>leads.csv')
  await expect(rejectedRows(page)).toContainText('<b>x</b>@list.test')
  await page.goto(`/${account.slug}/leads`)
  await expect(page.getByRole('row', { name: 'ana@list.test' })).toContainText(evil)
  await expect(page.locator('main img')).toHaveCount(0)
})

type Rejected = { row: string; reason: string; cause: string }

/** The one row that was rejected stands in the report with its reason and cause. */
async function oneRejected(page: Page, { row, reason, cause }: Rejected): Promise<void> {
  await expect(figure(page, 'Rejected').first()).toHaveText('×1')
  await expect(rejectedRows(page)).toHaveCount(1)
  const cells = rejectedRows(page)
  await expect(cells.getByRole('rowheader')).toHaveText(row)
  await expect(cells).toContainText(reason)
  await expect(cells).toContainText(cause)
  await showsNoTrace(page)
}

async function hasLeads(page: Page, account: Account, names: string[]): Promise<void> {
  await page.goto(`/${account.slug}/leads`)
  const rows = page.getByRole('table', { name: 'Leads', exact: true }).getByRole('rowheader')
  await expect(rows).toHaveCount(names.length)
  for (const name of names) await expect(rows.filter({ hasText: `${name}@list.test` })).toHaveCount(1)
}

/** What a program says to programmers has no place on a page. */
async function showsNoTrace(page: Page): Promise<void> {
  await expect(page.locator('body')).not.toContainText(
    /\bat \S+ \(|\.[jt]sx?:\d+|node_modules|Error:(?! [A-Z][a-z]+ )/,
  )
}
