import { expect, test } from 'vitest'
import type { Counterfactual } from '@/lib/imports/check-result'
import { countsOf, type Report } from '@/lib/imports/report'
import { nowText, outcomeOfCheck, remedyLines } from './remedy-text'

function report(totals: Partial<Parameters<typeof countsOf>[0]>, more: Partial<Report> = {}): Report {
  const none = { blank: 0, added: 0, changed: 0, unchanged: 0, notProcessed: 0, rejected: 0 }
  return {
    counts: countsOf({ ...none, ...totals }),
    rejections: [],
    leadsInImport: 0,
    fields: [],
    campaign: null,
    account: { leads_before: 0, leads_after: 0 },
    othersDuring: { added: 0, deleted: 0 },
    ...more,
  }
}

const chosen = report({ added: 87, rejected: 17 })
const trial: Parameters<typeof remedyLines>[2] = { campaignName: null, largerPlan: true }

function effects(chosen: Report, counterfactuals: Counterfactual[], options = trial) {
  return remedyLines(chosen, counterfactuals, options).map(({ deed, effect }) => `${deed} → ${effect}`)
}

test('says what the box, Clean List and a larger plan would do, in numbers', () => {
  expect(
    effects(chosen, [
      {
        remedy: { kind: 'update', update: true },
        report: report({ added: 87, changed: 9, unchanged: 6, rejected: 2 }),
      },
      { remedy: { kind: 'clean_list' }, report: report({ added: 89, rejected: 15 }) },
      { remedy: { kind: 'corrected', cells: 3 }, report: report({ added: 89, changed: 0, rejected: 15 }) },
    ]),
  ).toEqual([
    'Update lead if it exists: On → 15 rejected become Modified (9 would change, 6 are already up to date)',
    'Clean List → 2 rejected become Added',
    'Read 3 mistyped emails as suggested → 2 rejected become Added',
    'A plan with more leads → no change',
  ])
})

test('of plans, names each that holds more than the one before', () => {
  const plan = (plan: 'starter' | 'growth' | 'agency', added: number): Counterfactual => ({
    remedy: { kind: 'plan', plan, leadsMax: 1_000 },
    report: report({ added, rejected: 104 - added }),
  })
  expect(effects(chosen, [plan('starter', 100), plan('growth', 104), plan('agency', 104)])).toEqual([
    'Starter (1,000 leads) → 13 rejected become Added',
    'Growth (25,000 leads) → 17 rejected become Added',
  ])
})

test('the box off, in an account that is full, and a list that is cleaned there', () => {
  const on = report({ added: 1, changed: 3, rejected: 4 })
  expect(
    effects(on, [
      { remedy: { kind: 'update', update: false }, report: report({ added: 1, rejected: 7 }) },
      {
        remedy: { kind: 'clean_list' },
        report: report(
          { added: 1, changed: 3, rejected: 4 },
          { rejections: [{ code: 'max_leads_reached', message: '', count: 4, causes: {} }] },
        ),
      },
    ]),
  ).toEqual([
    'Update lead if it exists: Off → 3 Modified become rejected',
    'Clean List → as many rejected, for another reason',
    'A plan with more leads → no change',
  ])
})

test('what changes nothing is left out, but for the box', () => {
  expect(
    effects(
      chosen,
      [
        { remedy: { kind: 'update', update: true }, report: chosen },
        { remedy: { kind: 'clean_list' }, report: chosen },
      ],
      { campaignName: null, largerPlan: false },
    ),
  ).toEqual(['Update lead if it exists: On → no change'])
})

test('says nothing of plans where no row is rejected', () => {
  const all = report({ added: 104 })
  expect(effects(all, [{ remedy: { kind: 'update', update: true }, report: all }])).toEqual([
    'Update lead if it exists: On → no change',
  ])
})

test('says how many more would join the campaign', () => {
  const campaign = { name: 'Q4', offered: 87, added: 82, already_in: 0, rejected: 5, rejections: [] }
  const strict = report({ added: 87 }, { campaign })
  const all = report({ added: 87 }, { campaign: { ...campaign, added: 87, rejected: 0 } })
  const remedy = { kind: 'campaign_takes_all' } as const
  expect(effects(strict, [{ remedy, report: all }], { campaignName: 'Q4', largerPlan: false })).toEqual([
    'Let Q4 take leads that are not valid → 5 more leads join it',
  ])
})

test('knows when everything is rejected and when there is nothing to do', () => {
  expect(outcomeOfCheck(report({ rejected: 3 }))).toBe('all_rejected')
  expect(outcomeOfCheck(report({ unchanged: 3, rejected: 1 }))).toBe('nothing_to_do')
  expect(outcomeOfCheck(report({ added: 1, rejected: 3 }))).toBe('something')
  expect(outcomeOfCheck(report({}))).toBe('something')
})

test('says what the same file would do now', () => {
  expect(nowText(report({ unchanged: 87 }))).toBe('all 87 rows are already up to date')
  expect(nowText(report({ rejected: 87 }))).toBe('all 87 rows would be rejected')
  expect(nowText(report({ added: 2, unchanged: 80, rejected: 5 }))).toBe(
    '2 leads would be added, 80 are already up to date, 5 rejected',
  )
})
