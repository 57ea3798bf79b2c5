import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dryRunInModel,
  type ModelAccount,
  type ModelLead,
  runInModel,
} from '../../prisma/factories/model-account'
import type { EmailKey, LeadId } from '../db/ids'
import { type EmailStatus, emailStatuses } from '../leads/email-status'
import type { Rules } from './decide'
import type { Decision } from './outcome'
import { foldReport } from './report'
import type { RowInput } from './row'
import { addTallies, tallyOf } from './tally'

const fields = ['first_name', 'email_status', 'tags'] as const
const fieldsWithoutStatus = ['first_name', 'company', 'tags'] as const
const emails = Array.from({ length: 12 }, (_, i) => `lead${i}@acme.test` as EmailKey)

const value = fc.constantFrom('', 'Ana', 'Bo')
const status = fc.constantFrom('', 'valid', 'risky', 'invalid')
const tags = fc.constantFrom('', 'VIP', 'VIP, New')
const anyRow = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'blank' } as const) },
  {
    weight: 1,
    arbitrary: fc.constant({ kind: 'rejected', email: null, rejection: { code: 'email_missing' } } as const),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('lead' as const),
      email: fc.constantFrom(...emails),
      values: fc.tuple(value, status, tags),
    }),
  },
)
const anyRows = fc
  .array(anyRow, { maxLength: 60 })
  .map((rows) => rows.map((row, i) => ({ ...row, ...findingOf(row), row: i + 2 }) as RowInput))

/** What is found against an address depends on the address alone. */
function findingOf(row: { kind: string; email?: string | null }) {
  if (row.kind !== 'lead') return {}
  const findings = [null, 'role_address', 'no_mail_server'] as const
  return { finding: findings[emails.indexOf(row.email as EmailKey) % findings.length] }
}

const anyRules: fc.Arbitrary<Rules> = fc
  .record({
    fields: fc.constantFrom(fields, fieldsWithoutStatus),
    update: fc.boolean(),
    blankCells: fc.constantFrom('keep' as const, 'clear' as const),
    campaignRejects: fc.option(
      fc.subarray([...emailStatuses]).map((statuses) => new Set<EmailStatus>(statuses)),
      { nil: null },
    ),
    tag: fc.constantFrom('', 'vip', 'Q4'),
  })
  .map(({ tag, ...rules }) => ({ ...rules, tags: { at: 2, tag, clears: rules.blankCells === 'clear' } }))

const anyAccount = fc
  .record({
    there: fc.subarray(emails),
    deleted: fc.subarray(emails),
    room: fc.option(fc.nat(15), { nil: null }),
    inCampaign: fc.subarray(emails),
    values: fc.array(fc.tuple(value, status, tags), { minLength: emails.length, maxLength: emails.length }),
  })
  .map(({ there, deleted, room, inCampaign, values }) => () => {
    const leads = new Map<EmailKey, ModelLead>()
    for (const email of there) {
      if (deleted.includes(email)) continue
      const own = values[emails.indexOf(email)]!
      const emailStatus = (own[1] || 'not_verified') as EmailStatus
      leads.set(email, { id: `known-${email}` as LeadId, values: own, emailStatus, import: null, row: null })
    }
    const account: ModelAccount = {
      leads,
      deleted: new Map(deleted.map((email) => [email, '2026-01-02T03:04:05.000Z'])),
      leadsMax: room === null ? null : leads.size + room,
      campaign: new Set(inCampaign.map((email) => `known-${email}`)),
    }
    return account
  })

const size = fc.integer({ min: 1, max: 70 })

function counts(decisions: Decision[]) {
  const context = {
    campaignName: 'Any',
    leadsBefore: 0,
    leadsAfter: 0,
    othersDuring: { added: 0, deleted: 0 },
  }
  return foldReport([tallyOf(decisions)], context)
}

describe('for any file, account and options', () => {
  test('every row has exactly one outcome and the numbers of the report add up', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, (makeAccount, rows, rules, batchSize) => {
        const account = makeAccount()
        const before = account.leads.size
        const known = new Set(account.leads.keys())
        const inCampaignBefore = account.campaign.size
        const decisions = runInModel(account, rows, rules, { size: batchSize })
        const report = counts(decisions)
        const { counts: n } = report

        expect(decisions.map((decision) => decision.row)).toEqual(rows.map((row) => row.row))
        expect(n.rows_in_file).toBe(rows.length)
        expect(n.rows_in_file).toBe(n.blank + n.read)
        expect(n.read).toBe(n.added + n.modified + n.rejected + n.not_processed)
        expect(n.modified).toBe(n.modified_changed + n.modified_unchanged)
        expect(n.blank).toBe(rows.filter((row) => row.kind === 'blank').length)
        expect(account.leads.size).toBe(before + n.added)
        const existing = new Set(
          decisions.flatMap(({ outcome }) =>
            (outcome.kind === 'changed' || outcome.kind === 'unchanged') && known.has(outcome.email)
              ? [outcome.email]
              : [],
          ),
        )
        expect(report.leadsInImport).toBe(n.added + existing.size)
        if (rules.campaignRejects) {
          const campaign = report.campaign!
          expect(campaign.offered).toBe(report.leadsInImport)
          expect(campaign.offered).toBe(campaign.added + campaign.already_in + campaign.rejected)
          expect(account.campaign.size).toBe(inCampaignBefore + campaign.added)
          const offered = decisions.filter((decision) => decision.campaign !== null)
          for (const { outcome, campaign: became } of offered) {
            if (outcome.kind === 'blank' || outcome.kind === 'not_processed' || outcome.email === null)
              throw new Error(`A row that is ${outcome.kind} was offered.`)
            const lead = account.leads.get(outcome.email as EmailKey)!
            if (became === 'added' || became === 'already_in') expect(account.campaign).toContain(lead.id)
            else expect(account.campaign).not.toContain(lead.id)
          }
        }
      }),
    )
  })

  test('the decisions do not depend on how rows fall into batches', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, size, (makeAccount, rows, rules, a, b) => {
        const one = runInModel(makeAccount(), rows, rules, { size: a })
        const other = runInModel(makeAccount(), rows, rules, { size: b })
        expect(other.map(withoutReference)).toEqual(one.map(withoutReference))
        expect(addTallies(one.map((decision) => tallyOf([decision])))).toEqual(tallyOf(other))
      }),
    )
  })

  test('a dry run says what the run then does, and changes nothing', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, size, (makeAccount, rows, rules, a, b) => {
        const account = makeAccount()
        const forecast = dryRunInModel(account, rows, rules, { size: a })
        expect(account).toEqual(makeAccount())
        const actual = runInModel(account, rows, rules, { size: b })
        expect(forecast.map(withoutReference)).toEqual(actual.map(withoutReference))
      }),
    )
  })

  test('with the box off nothing is modified, with the box on no email "already belongs"', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, (makeAccount, rows, rules, batchSize) => {
        const report = counts(runInModel(makeAccount(), rows, rules, { size: batchSize }))
        if (rules.update)
          expect(report.rejections.map((reason) => reason.code)).not.toContain('already_in_account')
        else expect(report.counts.modified).toBe(0)
      }),
    )
  })

  test('the same file again adds nothing, and with the box on changes nothing the first left', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, (makeAccount, rows, rules, batchSize) => {
        const account = { ...makeAccount(), leadsMax: null }
        runInModel(account, rows, rules, { number: 1, size: batchSize })
        const again = counts(runInModel(account, rows, rules, { number: 2, size: batchSize }))
        expect(again.counts.added).toBe(0)
        const distinct = new Set(rows.flatMap((row) => (row.kind === 'lead' ? [row.email] : [])))
        const repeats = rows.filter((row) => row.kind === 'lead').length > distinct.size
        if (rules.update && !repeats) expect(again.counts.modified_changed).toBe(0)
      }),
    )
  })

  test('the account never holds more than its plan, and takes exactly what fits', () => {
    fc.assert(
      fc.property(anyAccount, anyRows, anyRules, size, (makeAccount, rows, rules, batchSize) => {
        const account = makeAccount()
        const room =
          account.leadsMax === null ? Number.POSITIVE_INFINITY : account.leadsMax - account.leads.size
        const fresh = new Set(
          rows.flatMap((row) =>
            row.kind === 'lead' && !account.leads.has(row.email) && !account.deleted.has(row.email)
              ? [row.email]
              : [],
          ),
        )
        const report = counts(runInModel(account, rows, rules, { size: batchSize }))
        expect(report.counts.added).toBe(Math.min(room, fresh.size))
      }),
    )
  })
})

/** A lead added in the same batch is named by its row, one added earlier by its id: the same lead. */
function withoutReference({ row, outcome, campaign }: Decision) {
  const { lead: _lead, ...rest } = { lead: null, ...outcome }
  return { row, campaign, outcome: rest }
}

const rules: Rules = {
  fields: ['first_name'],
  update: false,
  blankCells: 'keep',
  campaignRejects: null,
  tags: null,
}

function leadRows(...list: [string, string?][]): RowInput[] {
  return list.map(([email, name], i) => ({
    kind: 'lead',
    row: i + 2,
    email: email as EmailKey,
    values: [name ?? ''],
  }))
}

function emptyAccount(leadsMax: number | null = null): ModelAccount {
  return { leads: new Map(), deleted: new Map(), leadsMax, campaign: new Set() }
}

test('counts the second of two equal addresses as repeated in the file, with the row of the first', () => {
  for (const batchSize of [1, 2]) {
    const [, second] = runInModel(emptyAccount(), leadRows(['a@x.test'], ['a@x.test']), rules, {
      size: batchSize,
    })
    expect(second?.outcome).toMatchObject({
      kind: 'rejected',
      rejection: { code: 'already_in_account', cause: 'repeated_in_file', otherRow: 2 },
    })
  }
})

test('a row that repeats an email turned away for room gets the same reason, whichever batch it falls in', () => {
  for (const batchSize of [1, 3]) {
    const decisions = runInModel(emptyAccount(1), leadRows(['a@x.test'], ['b@x.test'], ['b@x.test']), rules, {
      size: batchSize,
    })
    expect(decisions.map(({ outcome }) => outcome.kind === 'rejected' && outcome.rejection.code)).toEqual([
      false,
      'max_leads_reached',
      'max_leads_reached',
    ])
  }
})

test('a full account still updates the leads it has', () => {
  const account = emptyAccount(1)
  runInModel(account, leadRows(['a@x.test', 'Ana']), rules, { number: 1, size: 5 })
  const [decision] = runInModel(
    account,
    leadRows(['a@x.test', 'Anna']),
    { ...rules, update: true },
    { number: 2, size: 5 },
  )
  expect(decision?.outcome).toMatchObject({
    kind: 'changed',
    changes: [{ field: 'first_name', from: 'Ana', to: 'Anna' }],
  })
})

test('a blank cell keeps what the lead has, unless blank cells clear', () => {
  for (const [blankCells, kind] of [
    ['keep', 'unchanged'],
    ['clear', 'changed'],
  ] as const) {
    const account = emptyAccount()
    runInModel(account, leadRows(['a@x.test', 'Ana']), rules, { number: 1, size: 5 })
    const again = runInModel(
      account,
      leadRows(['a@x.test', '']),
      { ...rules, update: true, blankCells },
      { number: 2, size: 5 },
    )
    expect(again[0]?.outcome.kind).toBe(kind)
  }
})

test('a permanently deleted email is refused before anything else is asked of it', () => {
  const account = emptyAccount(0)
  account.deleted.set('a@x.test' as EmailKey, '2026-11-03T00:00:00.000Z')
  const [decision] = runInModel(account, leadRows(['a@x.test']), { ...rules, update: true }, { size: 1 })
  expect(decision?.outcome).toMatchObject({
    kind: 'rejected',
    rejection: { code: 'email_permanently_deleted' },
  })
})

describe('tags', () => {
  const tagged = (tags: Rules['tags'], blankCells: Rules['blankCells'] = 'keep'): Rules => ({
    ...rules,
    fields: ['tags'],
    update: true,
    blankCells,
    tags,
  })
  const run = (account: ModelAccount, cell: string, rules: Rules, number: number) =>
    runInModel(account, leadRows(['a@x.test', cell]), rules, { number, size: 5 })[0]?.outcome

  test('are added to those a lead has, and nothing changes when it has them all, whatever their case', () => {
    const account = emptyAccount()
    const rule = { at: 0, tag: 'Q4', clears: false }
    expect(run(account, 'VIP', tagged(rule), 1)).toMatchObject({ kind: 'added', values: ['VIP, Q4'] })
    expect(run(account, 'vip, q4', tagged(rule), 2)).toMatchObject({ kind: 'unchanged' })
    expect(run(account, 'New', tagged(rule), 3)).toMatchObject({
      kind: 'changed',
      changes: [{ field: 'tags', from: 'VIP, Q4', to: 'VIP, Q4, New' }],
    })
  })

  test('are taken away only by an empty cell that clears, and then the tag of the import stays', () => {
    const clears = { at: 0, tag: 'Q4', clears: true }
    const account = emptyAccount()
    run(account, 'VIP, Blog', tagged(null), 1)
    expect(run(account, '', tagged({ ...clears, tag: '', clears: false }), 2)).toMatchObject({
      kind: 'unchanged',
    })
    expect(run(account, '', tagged(clears, 'clear'), 3)).toMatchObject({
      changes: [{ field: 'tags', from: 'VIP, Blog', to: 'Q4' }],
    })
    expect(run(account, '', tagged({ ...clears, tag: '' }, 'clear'), 4)).toMatchObject({
      changes: [{ field: 'tags', from: 'Q4', to: '' }],
    })
  })

  test('are all of a lead that an earlier row of the file touched', () => {
    const rule = tagged({ at: 0, tag: '', clears: false })
    for (const size of [1, 5]) {
      const rows = leadRows(['a@x.test', 'VIP'], ['a@x.test', 'New'], ['a@x.test', 'vip'])
      const outcomes = runInModel(emptyAccount(), rows, rule, { size }).map(({ outcome }) => outcome)
      expect(outcomes).toMatchObject([
        { kind: 'added' },
        { kind: 'changed', changes: [{ field: 'tags', from: 'VIP', to: 'VIP, New' }] },
        { kind: 'unchanged' },
      ])
    }
  })
})

describe('our own look at an address', () => {
  const role = { kind: 'lead', row: 2, email: emails[0]!, finding: 'role_address' } as const
  const rejecting = (fields: Rules['fields'], blankCells: 'keep' | 'clear' = 'keep'): Rules => ({
    fields,
    update: true,
    blankCells,
    campaignRejects: new Set(['risky']),
    tags: null,
  })
  const nobody = (): ModelAccount => ({
    leads: new Map(),
    deleted: new Map(),
    leadsMax: null,
    campaign: new Set(),
  })
  const decided = (values: string[], rules: Rules) => {
    const account = nobody()
    const [decision] = runInModel(account, [{ ...role, values }], rules, { size: 1 })
    return { campaign: decision?.campaign, status: account.leads.get(role.email)?.emailStatus }
  }
  const turnedAway = { campaign: { rejected: 'risky', finding: 'role_address' }, status: 'risky' }

  test('gives the status where no column does, or its cell is blank', () => {
    expect(decided(['Ana'], rejecting(['first_name']))).toEqual(turnedAway)
    expect(decided([''], rejecting(['email_status']))).toEqual(turnedAway)
  })

  test('gives way to the verdict of a verifier, who has asked the mail server', () => {
    expect(decided(['valid'], rejecting(['email_status']))).toEqual({ campaign: 'added', status: 'valid' })
  })

  test('is not named as the cause of a status that another gave', () => {
    const rules = { ...rejecting(['email_status']), campaignRejects: new Set<EmailStatus>(['invalid']) }
    expect(decided(['invalid'], rules).campaign).toEqual({ rejected: 'invalid', finding: null })
  })

  test('changes no lead that is there, but comes back when its status is cleared', () => {
    const account = nobody()
    const row = (values: string[], at: number) => ({ ...role, row: at, values })
    runInModel(account, [row(['valid'], 2)], rejecting(['email_status']), { size: 1 })
    runInModel(account, [row(['Ana'], 2)], rejecting(['first_name']), { number: 2, size: 1 })
    runInModel(account, [row([''], 2)], rejecting(['email_status']), { number: 3, size: 1 })
    expect(account.leads.get(role.email)?.emailStatus).toBe('valid')
    runInModel(account, [row([''], 2)], rejecting(['email_status'], 'clear'), { number: 4, size: 1 })
    expect(account.leads.get(role.email)?.emailStatus).toBe('risky')
  })
})
