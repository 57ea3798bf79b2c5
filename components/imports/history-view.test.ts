import { expect, test } from 'vitest'
import { historyFilterOf, historyHref, isFiltered } from './history-view'

const id = '01a20fae-d850-7000-8bde-cd8e7e6cc905'

test('reads from the address what the history writes into it', () => {
  const filter = { userId: id, campaignId: id, status: 'failed', rejections: true } as const
  const href = historyHref('acme', filter, 3)
  expect(href).toBe(`/acme/imports?by=${id}&campaign=${id}&status=failed&rejections=1&page=3`)
  expect(historyFilterOf(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(filter)
})

test('leaves out what it does not know', () => {
  const filter = historyFilterOf({ by: 'everybody', campaign: [id, id], status: 'odd', rejections: 'yes' })
  expect(isFiltered(filter)).toBe(false)
  expect(historyHref('acme', filter)).toBe('/acme/imports')
})
