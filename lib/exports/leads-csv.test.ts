import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { testDatabase } from '../db/test-database'
import { matchColumns } from '../imports/match-columns'
import { emailStatusOf } from '../leads/email-status'
import { leadFields } from '../leads/fields'
import type { FiledLead } from '../leads/queries'
import { allCsvColumns, csvCells, csvHeader } from './csv-columns'
import { leadsCsv } from './leads-csv'

testDatabase()

const ana: FiledLead = {
  email: 'ana@acme.test',
  first_name: 'Ana',
  last_name: 'Ruiz',
  company: 'Orbit, Inc.',
  title: '=cmd()',
  phone: '+44 20 7946 0000',
  email_status: 'not_verified',
  custom: { Region: 'North' },
  tags: ['VIP', '-x'],
  campaigns: ['Q4', 'Spring'],
  added_by: { import: 41, row: 17 },
  addedAt: new Date('2026-11-24T23:00:00Z'),
}

async function csvOf(...given: Parameters<typeof leadsCsv>): Promise<string> {
  let text = ''
  for await (const chunk of leadsCsv(...given)) text += chunk
  return text
}

test('our matcher finds every built-in field of an export Exact', () => {
  const matches = matchColumns(csvHeader(allCsvColumns(['Region'])), [
    csvCells(ana, allCsvColumns(['Region'])),
  ])
  const exact = matches.filter((match) => match.confidence === 'exact').map((match) => match.field)
  expect(exact).toEqual([...leadFields, 'tags'])
})

test('a lead stands under the header, field by field', () => {
  const header = csvHeader(allCsvColumns(['Region', '__proto__']))
  const cells = csvCells(ana, allCsvColumns(['Region', '__proto__']))
  expect(header).toHaveLength(cells.length)
  const lead = new Map(header.map((name, index) => [name, cells[index]]))
  expect(lead.get('Email status')).toBe('Not verified')
  expect(emailStatusOf(lead.get('Email status') ?? '')).toBe('not_verified')
  expect(lead.get('Tags')).toBe('VIP, -x')
  expect(lead.get('Region')).toBe('North')
  expect(lead.get('__proto__')).toBe('')
  expect(lead.get('Campaigns')).toBe('Q4; Spring')
  expect([lead.get('Added by import'), lead.get('Added by row')]).toEqual(['41', '17'])
})

test('the file has one line a lead, is safe in a spreadsheet and follows the search', async () => {
  const { accountId } = await makeAccount()
  await makeLeads(accountId, [
    { email: 'ana@one.test', firstName: '=1+1', company: 'Say "hi"', custom: { Region: 'North' } },
    { email: 'bo@two.test', lastName: 'Lind\nJr' },
  ])
  const text = await csvOf(accountId)
  expect(text.startsWith('\ufeffEmail,')).toBe(true)
  const lines: string[][] = parse(text, { bom: true })
  expect(lines.map((cells) => cells[0])).toEqual(['Email', 'ana@one.test', 'bo@two.test'])
  expect(lines[1]?.slice(1, 4)).toEqual(["'=1+1", '', 'Say "hi"'])
  expect(lines[2]?.[2]).toBe('Lind\nJr')
  expect(lines[1]?.[8]).toBe('North')
  const found: string[][] = parse(await csvOf(accountId, { which: { search: 'two' } }), { bom: true })
  expect(found.map((cells) => cells[0])).toEqual(['Email', 'bo@two.test'])
})

test('an account without leads gives the header alone', async () => {
  const { accountId } = await makeAccount()
  expect(parse(await csvOf(accountId), { bom: true })).toHaveLength(1)
})

test('a file holds the columns that were asked for, and the leads that were', async () => {
  const { accountId } = await makeAccount()
  const [, bo] = await makeLeads(accountId, [
    { email: 'ana@one.test', company: 'Orbit' },
    { email: 'bo@two.test', company: 'Birch', custom: { Region: '+1' } },
  ])
  const columns = ['email', 'company', 'custom.Region', 'added_on'] as const
  const lines: string[][] = parse(await csvOf(accountId, { which: { leadIds: [bo!] }, columns }), {
    bom: true,
  })
  const today = new Date().toISOString().slice(0, 10)
  expect(lines).toEqual([
    ['Email', 'Company', 'Region', 'Added on'],
    ['bo@two.test', 'Birch', "'+1", today],
  ])
})
