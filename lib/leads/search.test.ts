import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { countLeads, getLead } from './queries'
import { findLeads } from './search'

testDatabase()

const hurried = { msMax: 0, foundMax: Number.POSITIVE_INFINITY }

const asked = (search: string, after: string | null = null) => ({
  filter: { search },
  sort: 'newest' as const,
  after,
})

async function findStepByStep(accountId: AccountId, search: string) {
  const steps = [await findLeads(accountId, asked(search), hurried)]
  for (let next = steps[0]!.next; next !== null; next = steps.at(-1)!.next)
    steps.push(await findLeads(accountId, asked(search, next), hurried))
  return steps
}

test('a search that goes on where it stopped looks at every lead once', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const ids = await makeLeads(accountId, 12_000)
  const steps = await findStepByStep(accountId, '@acme.test')
  expect(steps.map((step) => step.looked)).toEqual([5_000, 5_000, 2_000])
  expect(steps.flatMap((step) => step.found)).toEqual(ids.toReversed())
  const patient = { ...hurried, msMax: Number.POSITIVE_INFINITY }
  expect(await findLeads(accountId, asked('11'), patient)).toEqual({
    found: ids.filter((_, i) => keyOf(i + 1).includes('11')).toReversed(),
    looked: 12_000,
    next: null,
  })
  expect(await countLeads(accountId, { search: '11' })).toBe(
    ids.filter((_, i) => keyOf(i + 1).includes('11')).length,
  )
})

test('an email is found by its beginning however old the lead is and however short the time', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const ids = await makeLeads(accountId, 12_000)
  const { found, looked, next } = await findLeads(accountId, asked('L17@Acme'), hurried)
  expect({ found, looked }).toEqual({ found: [ids[16]], looked: 5_000 })
  expect(next).toBe(ids[7_000] as LeadId)
  expect((await getLead(accountId, found[0]!))?.email).toBe('l17@acme.test')
})

test('percent and underscore stand for themselves at the beginning of an email, too', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const [odd] = await makeLeads(accountId, [{ email: 'a_b@acme.test' }, { email: 'axb@acme.test' }])
  await makeLeads(accountId, 6_000)
  expect((await findLeads(accountId, asked('a_b'), hurried)).found).toEqual([odd])
  expect((await findLeads(accountId, asked('%'), hurried)).found).toEqual([])
})

test('a campaign of many leads is looked through by itself, in steps, each of its leads once', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const ids = await makeLeads(accountId, 12_000)
  const { id: campaign } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  await pool().query(
    `INSERT INTO campaign_leads (account_id, campaign_id, lead_id)
     SELECT $1, $2, id FROM leads WHERE account_id = $1 AND email LIKE '%0@acme.test'`,
    [accountId, campaign],
  )
  const filter = { search: '10', campaign }
  const wanted = ids.filter((_, i) => (i + 1) % 10 === 0 && keyOf(i + 1).includes('10'))
  const found = await findLeads(accountId, { filter, sort: 'oldest', after: null }, hurried)
  expect(found).toEqual({ found: wanted, looked: 1_200, next: null })
})

test('sorted by email, a search goes on behind an email', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  await makeLeads(accountId, 7_000)
  const emails = Array.from({ length: 7_000 }, (_, i) => keyOf(i + 1)).sort()
  const first = await findLeads(
    accountId,
    { filter: { search: '@acme' }, sort: 'email', after: null },
    hurried,
  )
  expect([first.looked, first.next]).toEqual([5_000, emails[4_999]])
  const rest = await findLeads(
    accountId,
    { filter: { search: '@acme' }, sort: 'email', after: first.next },
    hurried,
  )
  expect([rest.looked, rest.next, rest.found.length + first.found.length]).toEqual([2_000, null, 7_000])
})

test('leads of an import are looked for among the ids it made, and nowhere else', async () => {
  const owner = await makeAccount({ plan: 'unlimited' })
  const { accountId } = owner
  await makeLeads(accountId, 6_000)
  const number = await makeImport(owner, 'Email\nana@list.test\nbo@list.test\n')
  const none = await makeImport(owner, 'Email\nana@list.test\n')
  await runDueImports()
  await makeLeads(accountId, [{ email: 'later@list.test' }])
  for (const sort of ['newest', 'oldest'] as const) {
    const of = (number: number) =>
      findLeads(accountId, { filter: { search: '', import: number }, sort, after: null }, hurried)
    const { found, looked, next } = await of(number)
    expect([found.length, looked, next]).toEqual([2, 2, null])
    expect(await of(none)).toEqual({ found: [], looked: 0, next: null })
    await pool().query('UPDATE import_batches SET lead_first = NULL, lead_last = NULL')
    const old = await findLeads(accountId, { filter: { search: '', import: number }, sort, after: null })
    expect(old.found).toEqual(found)
    await pool().query(
      `UPDATE import_batches b SET lead_first = f.first, lead_last = f.last FROM (
         SELECT min(id::text)::uuid AS first, max(id::text)::uuid AS last FROM leads WHERE import_number = $1) AS f
       WHERE b.import_number = $1 AND (tally ->> 'added')::int > 0`,
      [number],
    )
  }
})
