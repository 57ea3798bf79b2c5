import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { db } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { csvLine } from '../imports/csv-line'
import type { Mapping } from '../imports/mapping'
import { leadsCsv } from './leads-csv'

testDatabase()

const columns = [
  'Email',
  'First name',
  'Last name',
  'Company',
  'Title',
  'Phone',
  'Email status',
  'Tags',
  'Region',
]
const mapping: Mapping = [
  'email',
  'first_name',
  'last_name',
  'company',
  'title',
  'phone',
  'email_status',
  'tags',
  'custom.Region',
]

/** What spreadsheets, CSV readers and we ourselves take for a sign, among ordinary text. */
const tricky = fc.constantFrom(
  '=1+1',
  '+34 600',
  '-5',
  '@me',
  "'=x",
  "''+1",
  '\t=1',
  '＝1',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  "'",
  ' ',
  '%',
  '|',
)
const cell = fc
  .array(fc.oneof(tricky, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join('').replaceAll('\0', ''))
const row = fc.tuple(
  ...[cell, cell, cell, cell, cell],
  fc.constantFrom('Valid', 'Risky', 'Unknown', 'Invalid', 'Not verified', ''),
  fc.array(cell, { maxLength: 3 }).map((tags) => tags.join(', ')),
  cell,
)

async function leadsOf(accountId: AccountId) {
  const leads = await db().lead.findMany({ where: { accountId }, orderBy: { email: 'asc' } })
  return leads.map(({ email, firstName, lastName, company, title, phone, emailStatus, tags, custom }) => ({
    ...{ email, firstName, lastName, company, title, phone, emailStatus, tags, custom },
  }))
}

test('leads that are exported and imported elsewhere are the same leads, whatever their fields hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const here = await makeAccount({ plan: 'growth' })
      const lines = rows.map((cells, at) => csvLine([`l${String(at).padStart(3, '0')}@x.com`, ...cells]))
      await runImportOf(here, csvLine(columns) + lines.join(''), { mapping })
      const before = await leadsOf(here.accountId)
      expect(before).toHaveLength(rows.length)

      let exported = ''
      for await (const piece of leadsCsv(here.accountId)) exported += piece
      const there = await makeAccount({ plan: 'growth' })
      const withoutOurs: Mapping = [...mapping, null, null, null]
      await runImportOf(there, exported, { mapping: withoutOurs.slice(0, headerOf(exported)) })
      expect(await leadsOf(there.accountId)).toEqual(before)

      const again = await runImportOf(here, exported, {
        mapping: withoutOurs.slice(0, headerOf(exported)),
        update: true,
      })
      expect(again.report.counts).toMatchObject({ added: 0, rejected: 0, modified_changed: 0 })
    }),
    { numRuns: 12 },
  )
})

/** How many columns the file has: a custom field that no lead filled has none. */
function headerOf(csv: string): number {
  return csv.slice(0, csv.indexOf('\r\n')).split(',').length
}
