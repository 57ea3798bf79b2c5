import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runDueImports, runImportOf } from '../../prisma/factories/import'
import { pool } from '../db/client'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { fileDraft, saveDraft } from './file-draft'
import { removeFile, rowsPath } from './files'
import { mappingOf, matchColumns } from './mapping'
import { receiveFile, startImport } from './mutations'
import { getImport } from './queries'
import { rereadFile } from './reread'
import { verifyImport } from './verify'
import { numberCell, xlsx } from './xlsx/test-xlsx'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

async function receive({ accountId, userId }: Owner, bytes: Buffer, name = 'leads.csv') {
  const received = await receiveFile(accountId, userId, {
    name,
    stream: Readable.from([bytes]),
    bytesDeclared: bytes.length,
  })
  if (received.kind !== 'done') throw new Error(JSON.stringify(received))
  return received.value
}

async function start(
  { accountId, userId }: Owner,
  file: Awaited<ReturnType<typeof receive>>,
  facts = file.facts,
) {
  const mapping = mappingOf(matchColumns(facts.columns, facts.sample))
  const options = { startKey: newId(), update: false, blankCells: 'keep', campaignId: null } as const
  const started = await startImport(accountId, userId, { ...options, fileId: file.fileId, mapping })
  if (started.kind !== 'done') throw new Error(JSON.stringify(started))
  await runDueImports()
  return started.value.number
}

async function leadsOf({ accountId }: Owner) {
  const { rows } = await pool().query(
    'SELECT email, first_name, phone, import_row AS row FROM leads WHERE account_id = $1 ORDER BY import_row',
    [accountId],
  )
  return rows
}

async function expectToHold({ accountId }: Owner, number: number) {
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}

test('what is chosen holds for the import and for Verify', async () => {
  const owner = await makeAccount()
  const bytes = iconv.encode('a list\nEmail;First name\nzoe@x.com;Жанна\n', 'koi8-r')
  const file = await receive(owner, bytes)
  const reread = await rereadFile(owner.accountId, file.fileId, {
    encoding: 'koi8-r',
    headerRow: 2,
    delimiter: ';',
  })
  if (reread.kind !== 'done') throw new Error(JSON.stringify(reread))
  const number = await start(owner, file, reread.value)
  expect(await leadsOf(owner)).toEqual([{ email: 'zoe@x.com', first_name: 'Жанна', phone: '', row: 3 }])
  await expectToHold(owner, number)
})

test('a file that an import began with, another account’s file and a choice that fits nothing stay as they are', async () => {
  const owner = await makeAccount()
  const file = await receive(owner, Buffer.from('Email\na@x.com\n'))
  const other = await makeAccount()
  const reason = async ({ accountId }: Owner, chosen: Parameters<typeof rereadFile>[2]) => {
    const result = await rereadFile(accountId, file.fileId, chosen)
    return result.kind === 'refused' ? result.reason : result.kind
  }
  expect(await reason(other, { headerRow: 1 })).toMatch(/no longer on the server/)
  expect(await reason(owner, { headerRow: 9 })).toMatch(/no row 9/)
  expect(await reason(owner, { encoding: 'toString' })).toMatch(/no encoding/)
  await start(owner, file)
  expect(await reason(owner, { headerRow: 'none' })).toMatch(/imported already/)
})

test('a file without a header is imported from its first row on, and adds up', async () => {
  const owner = await makeAccount()
  const text = '\nana@x.com,Ana\nbo@x.com,Bo\nana@x.com,again\nnot an email,x'
  const view = await runImportOf(owner, text, { mapping: ['email', 'first_name'] })
  expect(view).toMatchObject({
    status: 'completed',
    rowsTotal: 5,
    rowsDone: 5,
    report: { counts: { blank: 1, read: 4, added: 2, rejected: 2 } },
  })
  expect((await leadsOf(owner)).map(({ row }) => row)).toEqual([2, 3])
  await expectToHold(owner, view.number)
})

test('a full name is split, and what it changes is told by field', async () => {
  const owner = await makeAccount()
  await runImportOf(owner, 'Name,Email\nAna Ruiz,ana@x.com\n')
  const view = await runImportOf(owner, 'Name,Email\n"Ruiz García, Ana",ana@x.com\n', { update: true })
  expect(view.report.counts).toMatchObject({ modified: 1 })
  const { rows } = await pool().query('SELECT first_name, last_name FROM leads WHERE account_id = $1', [
    owner.accountId,
  ])
  expect(rows).toEqual([{ first_name: 'Ana', last_name: 'Ruiz García' }])
  await expectToHold(owner, view.number)
})

test('a sheet of a spreadsheet is imported under its own row numbers, and goes with its file', async () => {
  const owner = await makeAccount()
  const rows = [
    { r: 2, cells: ['Email', 'First name', 'Phone'] },
    { r: 4, cells: ['ana@x.com', 'Ana', numberCell(34600123456)] },
    { r: 5, cells: ['bo@x.com', '=Bo', numberCell(91234567, 1)] },
  ]
  const sheets = [
    { name: 'Notes', rows: [['nothing here']] },
    { name: 'Leads', rows },
  ]
  const file = await receive(owner, xlsx(sheets, ['000000000']), 'leads.xlsx')
  const reread = await rereadFile(owner.accountId, file.fileId, { sheet: 'Leads' })
  if (reread.kind !== 'done') throw new Error(JSON.stringify(reread))
  const number = await start(owner, file, reread.value)
  expect(await leadsOf(owner)).toEqual([
    { email: 'ana@x.com', first_name: 'Ana', phone: '34600123456', row: 4 },
    { email: 'bo@x.com', first_name: '=Bo', phone: '091234567', row: 5 },
  ])
  await expectToHold(owner, number)
  expect(await getImport(owner.accountId, number)).toMatchObject({ status: 'completed', rowsTotal: 3 })
  const place = rowsPath(file.fileId, reread.value)
  expect(existsSync(place)).toBe(true)
  await removeFile(file.fileId)
  expect(existsSync(place)).toBe(false)
})

test('a mapping holds while the columns stay what they were, and goes when they are others', async () => {
  const owner = await makeAccount()
  const file = await receive(owner, Buffer.from('Email;Wer\nana@x.com;Ana\n'))
  const mapping = ['email', 'last_name'] as const
  const kept = async () => (await fileDraft(owner.accountId, file.fileId))?.draft
  await saveDraft(owner.accountId, file.fileId, { mapping, looked: [1], update: true })
  await rereadFile(owner.accountId, file.fileId, { encoding: 'windows-1252' })
  expect(await kept()).toMatchObject({ mapping, looked: [1], update: true })
  await rereadFile(owner.accountId, file.fileId, { headerRow: 'none' })
  expect(await kept()).toMatchObject({ mapping: null, looked: [], update: true })
})
