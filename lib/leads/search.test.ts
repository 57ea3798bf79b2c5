import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import type { AccountId, LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { countLeads, getLead } from './queries'
import { findLeads } from './search'

testDatabase()

const hurried = { msMax: 0, foundMax: Number.POSITIVE_INFINITY }

async function findStepByStep(accountId: AccountId, search: string) {
  const steps = [await findLeads(accountId, search, null, hurried)]
  for (let next = steps[0]!.next; next !== null; next = steps.at(-1)!.next)
    steps.push(await findLeads(accountId, search, next, hurried))
  return steps
}

test('a search that goes on where it stopped looks at every lead once', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const ids = await makeLeads(accountId, 12_000)
  const steps = await findStepByStep(accountId, '@acme.test')
  expect(steps.map((step) => step.looked)).toEqual([5_000, 5_000, 2_000])
  expect(steps.flatMap((step) => step.found)).toEqual(ids.toReversed())
  const patient = { ...hurried, msMax: Number.POSITIVE_INFINITY }
  expect(await findLeads(accountId, '11', null, patient)).toEqual({
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
  const { found, looked, next } = await findLeads(accountId, 'L17@Acme', null, hurried)
  expect({ found, looked }).toEqual({ found: [ids[16]], looked: 5_000 })
  expect(next).toBe(ids[7_000] as LeadId)
  expect((await getLead(accountId, found[0]!))?.email).toBe('l17@acme.test')
})

test('percent and underscore stand for themselves at the beginning of an email, too', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const [odd] = await makeLeads(accountId, [{ email: 'a_b@acme.test' }, { email: 'axb@acme.test' }])
  await makeLeads(accountId, 6_000)
  expect((await findLeads(accountId, 'a_b', null, hurried)).found).toEqual([odd])
  expect((await findLeads(accountId, '%', null, hurried)).found).toEqual([])
})
