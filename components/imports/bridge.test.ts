import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countsOf, type Report } from '@/lib/imports/report'
import {
  accountBridge,
  type Bridge,
  type BridgeLine,
  campaignNowBridge,
  fileBridge,
  fileToCampaignBridge,
} from './bridge'
import { waterfallBars } from './waterfall-bars'

const file = { name: 'spring.csv', isPart: false }

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
  const bridge = fileBridge(file, spring.counts)
  expect(bridge.sentence).toBe('105 rows in spring.csv − 1 blank row ignored − 17 rejected = 87 added.')
  expect(addsUp(bridge.lines)).toBe(true)
  expect(bridge.lines.map((line) => line.label)).not.toContain('Not processed')
})

test('the account bridge explains the total now with what happened since', () => {
  const bridge = accountBridge(spring, { added: 20, deleted: 3, leadsNow: 1308, events: [] })
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
  const bridge = accountBridge(report, { added: 0, deleted: 0, leadsNow: 1294, events: [] })
  expect(bridge.lines.map((line) => line.label)).toEqual([
    'Leads before',
    'Added by this import',
    'Added otherwise during the import',
    'Deleted during the import',
    'Leads now',
  ])
  expect(addsUp(bridge.lines)).toBe(true)
})

test('the campaign’s bridges lead from the file to who joined it, and from what it held to what it holds', () => {
  const campaign = {
    name: 'Q4 outbound',
    offered: 87,
    added: 80,
    already_in: 2,
    rejected: 5,
    rejections: [],
  }
  const joined = fileToCampaignBridge(file, { ...spring, campaign }, campaign)
  expect(joined.sentence).toBe(
    '105 rows in spring.csv − 1 blank row ignored − 17 rejected − 2 already in the campaign − 5 rejected by the campaign = 80 added to the campaign.',
  )
  expect(addsUp(joined.lines)).toBe(true)
  const now = campaignNowBridge(campaign, {
    before: 40,
    after: 120,
    othersDuring: { added: 0, removed: 0 },
    since: { added: 5, removed: 25, events: [] },
    now: 100,
  })
  expect(now.sentence).toBe(
    'The report says 80 added to the campaign, which holds 100 leads now: 40 before + 80 from this import + 5 added since − 25 removed since.',
  )
  expect(addsUp(now.lines)).toBe(true)
})

test('an import of some rows of another says that it took them up again', () => {
  const bridge = fileBridge({ name: 'spring.csv', isPart: true }, spring.counts)
  expect(bridge.sentence).toMatch(/^105 rows of spring\.csv taken up again/)
})

const some = fc.nat(200)
const anyCounts = fc
  .record({ blank: some, added: some, changed: some, unchanged: some, rejected: some, notProcessed: some })
  .map((totals) => countsOf(totals))

test('whatever an import did, every bridge adds up in at most eight lines, and its sentence names each step', () => {
  fc.assert(
    fc.property(
      anyCounts,
      fc.tuple(some, some, some, some, some, some, some),
      (counts, [before, during, gone, since, later, repeats, rejected]) => {
        const leadsInImport = Math.max(counts.added, counts.added + counts.modified - repeats)
        const turnedAway = Math.min(rejected, leadsInImport)
        const alreadyIn = Math.min(later, leadsInImport - turnedAway)
        const campaign = {
          name: 'Q4',
          offered: leadsInImport,
          added: leadsInImport - turnedAway - alreadyIn,
          already_in: alreadyIn,
          rejected: turnedAway,
          rejections: [],
        }
        const after = before + gone + counts.added + during - gone
        const report: Report = {
          ...spring,
          counts,
          leadsInImport,
          campaign,
          account: { leads_before: before + gone, leads_after: after },
          othersDuring: { added: during, deleted: gone },
        }
        const deleted = Math.min(later, after + since)
        const history = {
          before: before + gone,
          after: before + campaign.added + during,
          othersDuring: { added: during, removed: gone },
          since: { added: since, removed: 0, events: [] },
          now: before + campaign.added + during + since,
        }
        const bridges: Bridge[] = [
          fileBridge(file, counts),
          accountBridge(report, { added: since, deleted, leadsNow: after + since - deleted, events: [] }),
          fileToCampaignBridge(file, report, campaign),
          campaignNowBridge(campaign, history),
        ]
        for (const { lines, sentence } of bridges) {
          expect(addsUp(lines)).toBe(true)
          expect(lines.length).toBeLessThanOrEqual(8)
          for (const { amount } of lines.filter(({ kind }) => kind !== 'total'))
            expect(sentence).toContain(amount.toLocaleString('en'))
        }
      },
    ),
  )
})

test('a total’s bar starts at zero and a step hangs between the amounts before and after it', () => {
  const bars = waterfallBars(fileBridge(file, spring.counts).lines)
  expect(bars[0]).toMatchObject({ from: 0, to: 99.5 })
  const rejected = bars.find((bar) => bar.line.mark === 'rejected')
  expect(rejected?.to).toBeCloseTo((104 / 105) * 99.5)
  expect(rejected?.from).toBeCloseTo((87 / 105) * 99.5)
})

test('the smallest step keeps a bar that can be seen, and an empty account does not divide by zero', () => {
  const big = {
    ...spring,
    counts: { ...spring.counts, added: 1 },
    account: { leads_before: 0, leads_after: 100001 },
    othersDuring: { added: 100000, deleted: 0 },
  }
  for (const bar of waterfallBars(
    accountBridge(big, { added: 0, deleted: 0, leadsNow: 100001, events: [] }).lines,
  ))
    if (bar.line.amount > 0) expect(bar.to - bar.from).toBeGreaterThanOrEqual(1)
  const empty = accountBridge(
    { ...spring, counts: { ...spring.counts, added: 0 }, account: { leads_before: 0, leads_after: 0 } },
    { added: 0, deleted: 0, leadsNow: 0, events: [] },
  )
  expect(waterfallBars(empty.lines).every((bar) => Number.isFinite(bar.to))).toBe(true)
})
