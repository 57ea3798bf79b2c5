import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../lib/db/client'
import { testDatabase } from '../lib/db/test-database'
import type { Mapping } from '../lib/imports/mapping'
import { receiveFile } from '../lib/imports/mutations'
import { eachReportRow } from '../lib/imports/report-rows'
import { makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports } from '../prisma/factories/import'
import { importLongLine } from './long-line'
import { wrongWith } from './scenario'
import { mountSmallDisk } from './small-disk'

testDatabase()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-poison-'))
})
afterAll(() => rm(folder, { recursive: true }))

const poison: [what: string, row: string, cause: string | null][] = [
  ['a NUL', 'nul@acme.test,A\0na,', 'nul_character'],
  ['half a surrogate', 'half@acme.test,A\ud800na,', null],
  ['a cell of a million characters', `long@acme.test,${'x'.repeat(399_000)},`, 'cell_too_long'],
  ['a row of 400,001 characters', `row@acme.test,${'x,'.repeat(200_001)}`, 'row_too_long'],
  ['more cells than columns', 'many@acme.test,Ana,Acme,1,2,3', 'too_many_cells'],
  ['a quote that is never closed', 'open@acme.test,"Ana,Acme', 'quote_not_closed'],
]

test('a poisoned row costs that row and no other, and the worker goes on', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const rows = poison.flatMap(([, row], at) => [row, `good${at}@acme.test,Good,`])
  const mapping: Mapping = ['email', 'first_name', 'custom.__proto__']
  const number = await makeImport(owner, `Email,First name,__proto__\n${rows.join('\n')}\n`, { mapping })
  await runDueImports()
  const started = { ...owner, number }
  const causes: (string | null)[] = []
  const good: (string | null)[] = []
  await eachReportRow(owner.accountId, number, 'all', (row) => {
    if (row.row % 2 === 0) causes.push(row.cause)
    else good.push(row.outcome)
  })
  expect(causes).toEqual(poison.map(([, , cause]) => cause))
  expect(good).toEqual(poison.map(() => 'added'))
  expect((await wrongWith(started)).wrong).toEqual([])
  expect(
    await db().lead.findFirst({ where: { accountId: owner.accountId, email: 'half@acme.test' } }),
  ).toMatchObject({
    firstName: 'A\ufffdna',
  })
})

test('one line of 64 MB takes no memory: refused as a header, rejected as a row', async () => {
  const found = await importLongLine(folder, 64)
  expect(found.refusal).toContain('The header has more than 400,000 characters')
  expect(found.counts).toMatchObject({ read: 3, added: 2, rejected: 1 })
  expect(found.wrong).toEqual([])
  expect(found.receivingMb ?? 0).toBeLessThan(120)
  expect(found.importingMb ?? 0).toBeLessThan(120)
})

test('a file for which the disk has no room is refused with a sentence, and nothing of it stays', async ({
  skip,
}) => {
  const owner = await makeAccount()
  const place = join(process.env.FAIRLEAD_DATA ?? '', 'files')
  await mkdir(place, { recursive: true })
  const disk = await mountSmallDisk(1, place)
  if (!disk) return skip('A small disk (tmpfs) may not be mounted here.')
  try {
    const receive = (text: string) =>
      receiveFile(owner.accountId, owner.userId, {
        name: 'large.csv',
        stream: Readable.from([Buffer.from(text)]),
        bytesDeclared: null,
      })
    expect(await receive(csvOfLeads(60_000))).toEqual({
      kind: 'refused',
      reason: expect.stringContaining('The server has no room for this file. Nothing was imported.'),
    })
    expect(await readdir(place)).toEqual([])
    expect(await db().file.count({ where: { accountId: owner.accountId } })).toBe(0)
    expect(await receive(csvOfLeads(10))).toMatchObject({ kind: 'done' })
  } finally {
    await disk.remove()
  }
})
