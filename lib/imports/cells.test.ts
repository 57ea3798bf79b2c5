import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import type { Mapping } from './mapping'
import { eachReportRow } from './report-rows'
import { verifyImport } from './verify'

testDatabase()

// What docs/cells.md says, tried with a row for each character.

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const breaks = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85]
const controls = [...span(0x01, 0x1f), ...span(0x7f, 0x9f)].filter((code) => !breaks.includes(code))
const directions = [0x200e, 0x200f, ...span(0x202a, 0x202e), ...span(0x2066, 0x2069)]
const zeroWidth = [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]
const halves = [0xd800, 0xdbff, 0xdc00, 0xdfff]
const all = [...breaks, ...controls, ...directions, ...zeroWidth, ...halves]

const mapping: Mapping = ['email', 'first_name', 'custom.Note', 'tags', 'email_status']
const header = 'Email,First name,Note,Tags,Email status'
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** UTF-16, in which also half a character can be written. */
async function imported(rows: string[][]) {
  const owner = await makeAccount({ plan: 'growth' })
  const text = `${[header, ...rows.map((cells) => cells.map(quoted).join(','))].join('\n')}\n`
  const view = await runImportOf(owner, Buffer.from(`\ufeff${text}`, 'utf16le'), { mapping })
  const outcomes: { outcome: string; code: string | null; cause: string | null }[] = []
  await eachReportRow(owner.accountId, view.number, 'all', ({ outcome, code, cause }) => {
    outcomes.push({ outcome, code, cause })
  })
  expect(view.status).toBe('completed')
  expect((await verifyImport(owner.accountId, view.number))?.filter((check) => !check.holds)).toEqual([])
  const leads = await db().lead.findMany({
    where: { accountId: owner.accountId },
    orderBy: { importRow: 'asc' },
  })
  return { outcomes, leads }
}

test('no character in a name or a note fails its row, and it is kept as it is written', async () => {
  const value = (code: number) => `A${String.fromCharCode(code)}na`
  const { leads } = await imported(all.map((code, at) => [`l${at}@x.com`, value(code), value(code), '', '']))
  expect(leads).toHaveLength(all.length)
  for (const [at, code] of all.entries()) {
    const kept = value(code).toWellFormed()
    expect({ code, first: leads[at]?.firstName, custom: leads[at]?.custom }).toEqual({
      code,
      first: kept,
      custom: { Note: kept },
    })
    expect(kept.includes('\ufffd')).toBe(halves.includes(code))
  }
})

test('a NUL rejects its row by its column, whichever it is, and no other row', async () => {
  const cells = ['n@x.com', 'Ana', 'note', 'tag', 'valid']
  const rows = cells.flatMap((_, bad) => [
    cells.map((cell, at) => (at === bad ? `${cell.slice(0, 1)}\0${cell.slice(1)}` : cell)),
    [`good${bad}@x.com`, 'Bo', '', '', ''],
  ])
  const { outcomes, leads } = await imported(rows)
  expect(outcomes.filter((_, at) => at % 2 === 0)).toEqual(
    cells.map(() => ({ outcome: 'rejected', code: 'row_unreadable', cause: 'nul_character' })),
  )
  expect(leads.map(({ email }) => email)).toEqual(cells.map((_, at) => `good${at}@x.com`))
})

test('inside an email no such character is let through, and at its edges none of the invisible ones counts', async () => {
  const inside = all.map((code) => [`a${String.fromCharCode(code)}na@x.com`, '', '', '', ''])
  const found = await imported(inside)
  expect(found.leads).toEqual([])
  for (const [at, outcome] of found.outcomes.entries())
    expect({ at: all[at], ...outcome }).toMatchObject({ at: all[at], code: 'email_invalid' })
  const edges = [...breaks, ...directions.filter((code) => code < 0x2066), ...zeroWidth]
  const around = await imported(
    edges.map((code, at) => [
      `${String.fromCharCode(code)}e${at}@x.com${String.fromCharCode(code)}`,
      '',
      '',
      '',
      '',
    ]),
  )
  expect(around.leads.map(({ email }) => email)).toEqual(edges.map((_, at) => `e${at}@x.com`))
})

test('tags are one line of visible characters, and a status is a word we know or none', async () => {
  const codes = all.filter((code) => !breaks.includes(code))
  const { leads } = await imported(
    codes.map((code, at) => {
      const letter = String.fromCharCode(code)
      return [`t${at}@x.com`, '', '', `fa${letter}ir`, `val${letter}id`]
    }),
  )
  expect(leads).toHaveLength(codes.length)
  for (const [at, code] of codes.entries())
    expect({ code, tags: leads[at]?.tags, status: leads[at]?.emailStatus }).toEqual({
      code,
      tags: [halves.includes(code) ? 'fa\ufffdir' : 'fair'],
      status: 'not_verified',
    })
})

test('what COPY, JSON and SQL take for signs of their own is text', async () => {
  const signs = [
    '\\',
    '\\N',
    '\\.',
    '\\x00',
    '\\u0000',
    '{"a":1}',
    '$1',
    "'; DROP TABLE leads; --",
    '%s',
    '__proto__',
  ]
  const { leads } = await imported(signs.map((sign, at) => [`s${at}@x.com`, sign, sign, '', '']))
  expect(leads.map(({ firstName }) => firstName)).toEqual(signs)
  expect(leads.map(({ custom }) => custom)).toEqual(signs.map((sign) => ({ Note: sign })))
})
