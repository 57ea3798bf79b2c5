import { expect, test } from 'vitest'
import type { EmailKey, LeadId } from '../db/ids'
import { type Candidate, decideRestore, type KnownToRestore } from './decide-restore'

const candidate = (id: string, email = `${id}@x.test`): Candidate => ({
  id: id as LeadId,
  email: email as EmailKey,
})
const nothing: KnownToRestore = { holders: new Map(), listed: new Map(), leadsMax: null, leadCount: 0 }
const since = new Date('2026-11-20')

function decide(candidates: Candidate[], known: Partial<KnownToRestore>) {
  const { back, kept } = decideRestore(candidates, { ...nothing, ...known })
  return { back: back.map(({ id }) => id), kept: kept.map((one) => [one.candidate.id, one.obstacle.kind]) }
}

test('everything comes back where nothing stands in the way', () => {
  expect(decide([candidate('a'), candidate('b')], {})).toEqual({ back: ['a', 'b'], kept: [] })
})

test('as many come back as the plan has room for, and only those take a place', () => {
  const holder = { id: 'z' as LeadId, since, import: 7 }
  const holders = new Map([['a@x.test' as EmailKey, holder]])
  const four = [candidate('a'), candidate('b'), candidate('c'), candidate('d')]
  expect(decide(four, { holders, leadsMax: 100, leadCount: 98 })).toEqual({
    back: ['b', 'c'],
    kept: [
      ['a', 'email_taken'],
      ['d', 'full'],
    ],
  })
})

test('of two deletions of the same email the first given comes back', () => {
  expect(decide([candidate('new', 'a@x.test'), candidate('old', 'a@x.test')], {})).toEqual({
    back: ['new'],
    kept: [['old', 'email_restored']],
  })
})

test('an email on the deleted list stays away, whatever else is true of it', () => {
  const listed = new Map([['a@x.test' as EmailKey, since]])
  expect(decide([candidate('a')], { listed, leadsMax: 1, leadCount: 1 })).toEqual({
    back: [],
    kept: [['a', 'permanently_deleted']],
  })
})
