import { expect, test } from 'vitest'
import { numbersHref, reportViewOf, rowsHref } from './report-tabs'

const place = { slug: 'acme', number: 41 }

test('an address asks for the list that its own link names', () => {
  const href = rowsHref(place, { tab: 'campaign', view: 'rejected', status: 'risky', page: 3 })
  expect(href).toBe('/acme/imports/41?tab=campaign&view=rejected&status=risky&page=3#rows')
  const query = Object.fromEntries(new URL(href, 'http://x').searchParams)
  expect(reportViewOf(query, 'rejected', true)).toMatchObject({
    tab: 'campaign',
    page: 3,
    campaign: { outcome: 'rejected', status: 'risky' },
  })
})

test('what an address does not know, or this import has not, is left out', () => {
  expect(reportViewOf({ tab: 'nonsense', numbers: 'x', drawn: 'y' }, 'added', true)).toMatchObject({
    tab: 'added',
    numbers: 'account',
    drawn: 'chart',
  })
  expect(reportViewOf({ tab: 'campaign', numbers: 'campaign' }, 'added', false)).toMatchObject({
    tab: 'added',
    numbers: 'account',
  })
})

test('a reason or a search means the rejected rows', () => {
  expect(reportViewOf({ reason: 'email_missing' }, 'added', false).tab).toBe('rejected')
  expect(reportViewOf({ search: 'ana' }, 'added', false).tab).toBe('rejected')
})

test('chart or table, account or campaign stand in the address', () => {
  expect(numbersHref(place, { numbers: 'account', drawn: 'chart' })).toBe('/acme/imports/41#numbers')
  expect(numbersHref(place, { numbers: 'campaign', drawn: 'table' })).toBe(
    '/acme/imports/41?numbers=campaign&drawn=table#numbers',
  )
})
