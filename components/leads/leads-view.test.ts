import { expect, test } from 'vitest'
import { type LeadId, newId } from '@/lib/db/ids'
import { leadsCsvHref, leadsHref, leadsViewOf } from './leads-view'

test('an address without a query shows the first page of all leads', () => {
  expect(leadsViewOf({})).toEqual({ search: '', page: 1 })
  expect(leadsHref('acme', { search: '', page: 1 })).toBe('/acme/leads')
})

test('search and page survive the way into the address and back', () => {
  const view = { search: 'ana+1@ac & me?', page: 3, before: newId() as LeadId }
  const query = Object.fromEntries(new URL(leadsHref('acme', view), 'http://x').searchParams)
  expect(leadsViewOf(query)).toEqual(view)
  const csv = new URL(leadsCsvHref('acme', view.search), 'http://x')
  expect([csv.pathname, csv.searchParams.get('q')]).toEqual(['/api/acme/leads.csv', view.search])
})

test('what an address cannot mean is left out', () => {
  expect(leadsViewOf({ q: ['  a\0na ', 'bo'], page: '-2' })).toEqual({ search: 'ana', page: 1 })
  expect(leadsViewOf({ page: '1e9', before: "'" })).toEqual({ search: '', page: 1 })
})
