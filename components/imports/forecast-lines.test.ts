import { expect, test } from 'vitest'
import { countsOf, type Report } from '@/lib/imports/report'
import { causeSentence, differenceText, forecastLines } from './forecast-lines'

function report(added: number, rejected: number, leadsMax = 100): Report {
  const none = { blank: 0, changed: 0, unchanged: 0, notProcessed: 0 }
  return {
    counts: countsOf({ ...none, added, rejected }),
    rejections:
      rejected > 0
        ? [
            {
              code: 'max_leads_reached',
              message: `Max number of leads reached (${leadsMax})`,
              count: rejected,
              causes: {},
            },
          ]
        : [],
    leadsInImport: added,
    fields: [],
    campaign: null,
    account: { leads_before: 0, leads_after: added },
    othersDuring: { added: 0, deleted: 0 },
  }
}

test('sets each number beside its forecast, also one that only one of them has', () => {
  const lines = forecastLines(report(87, 0), report(85, 2))
  expect(lines).toEqual([
    { label: 'Added', forecast: 87, actual: 85 },
    { label: 'Rejected: Max number of leads reached (100)', forecast: 0, actual: 2 },
  ])
  expect(lines.map(differenceText)).toEqual(['−2', '+2'])
  expect(forecastLines(report(3, 0), report(3, 0)).map(differenceText)).toEqual(['as forecast'])
})

test('says what happened in between', () => {
  const at = new Date()
  const leads = { kind: 'leads', added: 0, deleted: 0, importNumber: null, at } as const
  expect(causeSentence({ ...leads, what: 'import', added: 2, importNumber: 42 })).toEqual({
    text: '2 leads were added by',
    importNumber: 42,
  })
  expect(causeSentence({ ...leads, what: 'by_hand', added: 1 }).text).toBe('1 lead was added by hand')
  expect(causeSentence({ ...leads, what: 'delete_permanently', deleted: 3 }).text).toBe(
    '3 leads were permanently deleted',
  )
  expect(causeSentence({ kind: 'campaign_leads', added: 2, removed: 1, importNumber: null, at }).text).toBe(
    '2 leads joined and 1 lead left the campaign by hand',
  )
})
