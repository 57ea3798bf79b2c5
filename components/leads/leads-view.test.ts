import { expect, test } from 'vitest'
import { type CampaignId, newId } from '@/lib/db/ids'
import { leadFilterSchema, leadsHref, leadsViewOf } from './leads-view'

const all = { filter: { search: '' }, sort: 'newest', page: 1 } as const

test('an address without a query shows the first page of all leads, newest first', () => {
  expect(leadsViewOf({})).toEqual(all)
  expect(leadsHref('acme', all)).toBe('/acme/leads')
})

test('filter, sort and page survive the way into the address and back', () => {
  const filter = {
    search: 'ana+1@ac & me?',
    campaign: newId() as CampaignId,
    status: 'risky',
    import: 41,
    addedFrom: '2026-11-01',
    addedTo: '2026-11-24',
    tag: 'VIP & co',
  } as const
  const view = { filter, sort: 'oldest', page: 3, after: newId() } as const
  const query = Object.fromEntries(new URL(leadsHref('acme', view), 'http://x').searchParams)
  expect(leadsViewOf(query)).toEqual(view)
  expect(leadFilterSchema.parse(filter)).toEqual(filter)
})

test('what an address cannot mean is left out', () => {
  expect(leadsViewOf({ q: ['  a\0na ', 'bo'], page: '-2' })).toEqual({ ...all, filter: { search: 'ana' } })
  const wrong = { campaign: "'", status: 'fine', import: '0', from: '2026-02-30', to: 'today', tag: ' ' }
  expect(leadsViewOf({ ...wrong, sort: 'company', page: '1e9', after: "'" })).toEqual(all)
})

test('a search goes on behind an id, or behind an email where emails are the order', () => {
  expect(leadsViewOf({ sort: 'email', after: 'ana@acme.test' }).after).toBe('ana@acme.test')
  expect(leadsViewOf({ sort: 'oldest', after: 'ana@acme.test' }).after).toBeUndefined()
})

test('an import may be written with its sign', () => {
  expect(leadsViewOf({ import: '#41' }).filter).toEqual({ search: '', import: 41 })
})
