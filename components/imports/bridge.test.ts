import { expect, test } from 'vitest'
import type { Report } from '@/lib/imports/report'
import { accountBridge, type BridgeLine, campaignBridge, fileBridge } from './bridge'
import { waterfallBars } from './waterfall-bars'

const spring: Report = {
  counts: {
    rows_in_file: 105,
    blank: 1,
    read: 104,
    added: 87,
    modified: 0,
    modified_changed: 0,
    modified_unchanged: 0,
    rejected: 17,
    not_processed: 0,
  },
  rejections: [],
  leadsInImport: 87,
  fields: [],
  campaign: null,
  account: { leads_before: 1204, leads_after: 1291 },
  othersDuring: { added: 0, deleted: 0 },
}

/** Every total must be what the lines above it add up to. */
function addsUp(lines: BridgeLine[]): boolean {
  let running = lines[0]?.amount ?? 0
  return lines.slice(1).every((line) => {
    if (line.kind === 'total') return line.amount === running
    running += line.kind === 'plus' ? line.amount : -line.amount
    return true
  })
}

test('the file bridge leads from the rows in the file to the leads added', () => {
  const bridge = fileBridge('spring.csv', spring.counts)
  expect(bridge.sentence).toBe('105 rows in spring.csv − 1 blank row ignored − 17 rejected = 87 added.')
  expect(addsUp(bridge.lines)).toBe(true)
  expect(bridge.lines.map((line) => line.label)).not.toContain('Not processed')
})

test('the account bridge explains the total now with what happened since', () => {
  const bridge = accountBridge(spring, { added: 20, deleted: 3, leadsNow: 1308 })
  expect(bridge.sentence).toBe(
    'The report says 87 added and your account shows 1,308 leads: 1,204 before + 87 from this import + 20 added since − 3 deleted since.',
  )
  expect(addsUp(bridge.lines)).toBe(true)
  expect(bridge.lines).toHaveLength(6)
})

test('the account bridge names what others did during the run and leaves out the middle total when nothing came after', () => {
  const report = {
    ...spring,
    account: { leads_before: 1204, leads_after: 1294 },
    othersDuring: { added: 5, deleted: 2 },
  }
  const bridge = accountBridge(report, { added: 0, deleted: 0, leadsNow: 1294 })
  expect(bridge.lines.map((line) => line.label)).toEqual([
    'Leads before',
    'Added by this import',
    'Added otherwise during the import',
    'Deleted during the import',
    'Leads now',
  ])
  expect(addsUp(bridge.lines)).toBe(true)
})

test('the campaign bridge leads from the leads offered to those added', () => {
  const bridge = campaignBridge({
    name: 'Q4 outbound',
    offered: 87,
    added: 82,
    already_in: 0,
    rejected: 5,
    rejections: [],
  })
  expect(bridge.sentence).toBe('87 leads offered − 5 rejected by the campaign = 82 added to the campaign.')
  expect(addsUp(bridge.lines)).toBe(true)
})

test('a total’s bar starts at zero and a step hangs between the amounts before and after it', () => {
  const bars = waterfallBars(fileBridge('spring.csv', spring.counts).lines)
  expect(bars[0]).toMatchObject({ from: 0, to: 100 })
  const rejected = bars.find((bar) => bar.line.mark === 'rejected')
  expect(rejected?.to).toBeCloseTo((104 / 105) * 100)
  expect(rejected?.from).toBeCloseTo((87 / 105) * 100)
})

test('the smallest step keeps a bar that can be seen, and an empty account does not divide by zero', () => {
  const big = {
    ...spring,
    counts: { ...spring.counts, added: 1 },
    account: { leads_before: 0, leads_after: 100001 },
    othersDuring: { added: 100000, deleted: 0 },
  }
  for (const bar of waterfallBars(accountBridge(big, { added: 0, deleted: 0, leadsNow: 100001 }).lines))
    if (bar.line.amount > 0) expect(bar.to - bar.from).toBeGreaterThanOrEqual(1)
  const empty = accountBridge(
    { ...spring, counts: { ...spring.counts, added: 0 }, account: { leads_before: 0, leads_after: 0 } },
    { added: 0, deleted: 0, leadsNow: 0 },
  )
  expect(waterfallBars(empty.lines).every((bar) => Number.isFinite(bar.to))).toBe(true)
})
