import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { prepareForSpring, springList } from '../../prisma/factories/spring'
import { choosePlan } from '../accounts/mutations'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import type { AccountId, CampaignId, EmailKey } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { cleanList, listDeletedEmails } from '../deleted-emails/mutations'
import { readEnvAgain } from '../env'
import { type EmailStatus, emailStatuses } from '../leads/email-status'
import { type Check, checkFile, TooManyRepeats } from './check'
import type { CheckResult, Remedy } from './check-result'
import type { Edits } from './edits'
import { inspectTable } from './inspect-table'
import { tableLimits } from './limits'
import { type Mapping, mappingOf, matchFile } from './mapping'
import type { Report } from './report'

testDatabase()

beforeAll(() => {
  process.env.BATCH_ROWS = '7' // so that small files have several batches
  readEnvAgain()
})

type Options = Partial<Pick<Check, 'update' | 'blankCells' | 'campaignId' | 'edits'>> & { mapping?: Mapping }

async function checkOf(accountId: AccountId, text: string, options: Options = {}, more = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairlead-check-'))
  const file = { path: path.join(folder, 'leads.csv'), sheetsFolder: path.join(folder, 'sheets') }
  await writeFile(file.path, text)
  const facts = orThrow(await inspectTable(file, tableLimits(), {}))
  const mapping = options.mapping ?? mappingOf(matchFile(facts))
  const { update = false, blankCells = 'keep', campaignId = null, edits = null } = options
  const check = { path: file.path, facts, mapping, update, blankCells, campaignId, edits }
  return checkFile(accountId, check, more)
}

function reportAfter(result: CheckResult, kind: Remedy['kind']): Report {
  const found = result.counterfactuals.find(({ remedy }) => remedy.kind === kind)
  if (!found) throw new Error(`Nothing was worked out for ${kind}.`)
  return found.report
}

describe('the spring list', () => {
  test('says what would happen, and what would change it', async () => {
    const { accountId } = await makeAccount({ plan: 'starter' })
    await prepareForSpring(accountId)
    const result = await checkOf(accountId, springList())
    expect(result.report.counts).toMatchObject({ read: 104, blank: 1, added: 87, modified: 0, rejected: 17 })
    expect(reportAfter(result, 'update').counts).toMatchObject({ added: 87, modified: 10, rejected: 7 })
    expect(reportAfter(result, 'clean_list').counts).toMatchObject({ added: 89, rejected: 15 })
    expect(reportAfter(result, 'corrected').counts).toMatchObject({ added: 88, rejected: 16 })
    expect(result.corrections).toEqual({ edits: { 13: { 0: 'lea.moreau@gmail.com' } }, found: 1 })
    expect(result.counterfactuals.map(({ remedy }) => remedy.kind)).toEqual([
      'update',
      'clean_list',
      'corrected',
    ])
    expect(await pool().query('SELECT FROM imports')).toMatchObject({ rowCount: 0 })
  })

  test('shows the first rejected rows of each reason with their pointers', async () => {
    const owner = await makeAccount({ plan: 'growth' })
    await runImportOf(owner, csvOfLeads(30))
    const { samples } = await checkOf(owner.accountId, `${csvOfLeads(31)}l31@acme.test,,\nbo.acme.test,,\n`)
    expect(samples.already_in_account).toHaveLength(20)
    expect(samples.already_in_account?.[0]).toMatchObject({
      row: 2,
      email: 'l1@acme.test',
      cause: 'existing_lead',
      addedBy: 1,
      detail: expect.stringMatching(/^20/),
    })
    expect(samples.email_invalid).toMatchObject([{ row: 34, email: 'bo.acme.test', cause: 'no_at' }])
  })
})

test('a plan that holds more is worked out only where the file could fill the account', async () => {
  const { accountId } = await makeAccount({ plan: 'trial' })
  await makeLeads(accountId, 90)
  const full = await checkOf(accountId, csvOfLeads(45, 200))
  expect(full.report.counts).toMatchObject({ added: 10, rejected: 35 })
  expect(reportAfter(full, 'plan').counts).toMatchObject({ added: 45, rejected: 0 })
  expect(full.counterfactuals.flatMap(({ remedy }) => (remedy.kind === 'plan' ? [remedy.plan] : []))).toEqual(
    ['starter', 'growth', 'agency'],
  )
  const fits = await checkOf(accountId, csvOfLeads(5, 200))
  expect(fits.counterfactuals.some(({ remedy }) => remedy.kind === 'plan')).toBe(false)
})

test('cells corrected on the page count as corrected, and are listed with what the file says', async () => {
  const { accountId } = await makeAccount()
  const file = 'Email,First name\nana.acme.test,Ana\nbo@acme.test,Bo\n'
  const result = await checkOf(accountId, file, { edits: { 2: { 0: 'ana@acme.test' } } })
  expect(result.report.counts).toMatchObject({ added: 2, rejected: 0 })
  expect(result.edited).toEqual([{ row: 2, column: 0, before: 'ana.acme.test', after: 'ana@acme.test' }])
})

test('can be stopped, and says how far it is', async () => {
  const { accountId } = await makeAccount()
  const stop = new AbortController()
  const seen: unknown[] = []
  const onProgress = (stage: string, rows: number) => {
    seen.push([stage, rows])
    if (stage === 'comparing') stop.abort(new Error('enough'))
  }
  await expect(checkOf(accountId, csvOfLeads(20), {}, { signal: stop.signal, onProgress })).rejects.toThrow(
    'enough',
  )
  expect(seen).toEqual([
    ['reading', 7],
    ['reading', 14],
    ['reading', 20],
    ['comparing', 7],
  ])
})

test('remembers only emails that are repeated; when they are too many, what is chosen, or nothing', async () => {
  const { accountId } = await makeAccount({ plan: 'growth' })
  expect((await checkOf(accountId, csvOfLeads(2_000))).emailsKept).toBeLessThan(60)
  const twice = `${csvOfLeads(300)}${csvOfLeads(300).split('\n').slice(1).join('\n')}`
  const all = await checkOf(accountId, twice)
  expect(all).toMatchObject({ forecastOnly: false, report: { counts: { added: 300, rejected: 300 } } })
  const chosen = await checkOf(accountId, twice, {}, { memoryMax: 400 })
  expect(chosen).toMatchObject({ forecastOnly: true, counterfactuals: [], report: all.report })
  await expect(checkOf(accountId, twice, {}, { memoryMax: 100 })).rejects.toThrow(TooManyRepeats)
})

describe('for any account, file and options', () => {
  const emails = Array.from({ length: 14 }, (_, n) => `l${n}@acme.test` as EmailKey)
  const statuses = ['', 'valid', 'risky', 'invalid']
  const cellEmail = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...emails) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('l3@gmial.com', 'l3@gmail.com', 'L2@ACME.test', 'l4@@acme.test'),
    },
    { weight: 1, arbitrary: fc.constantFrom('', 'nobody', 'a@x.test;b@x.test') },
  )
  const row = fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(cellEmail, fc.constantFrom('', 'Ana', 'Bo'), fc.constantFrom(...statuses))
        .map((cells) => cells.join(',')),
    },
    { weight: 1, arbitrary: fc.constantFrom(',,', '', 'x@acme.test,A,valid,more') },
  )
  const anyWorld = fc.record({
    there: fc.subarray(emails),
    deleted: fc.subarray(emails),
    room: fc.option(fc.nat(9), { nil: null }),
    rejects: fc.option(fc.subarray([...emailStatuses]), { nil: null }),
    inCampaign: fc.subarray(emails),
    rows: fc.array(row, { maxLength: 30 }),
    update: fc.boolean(),
    blankCells: fc.constantFrom('keep' as const, 'clear' as const),
    edits: fc.dictionary(fc.integer({ min: 2, max: 31 }).map(String), fc.record({ 0: cellEmail }), {
      maxKeys: 3,
    }),
  })
  type World = typeof anyWorld extends fc.Arbitrary<infer T> ? T : never
  const mapping: Mapping = ['email', 'first_name', 'email_status']

  async function make(world: World) {
    const owner = await makeAccount({ plan: 'trial' })
    const { accountId } = owner
    const there = world.there.filter((email) => !world.deleted.includes(email))
    const ids = await makeLeads(
      accountId,
      there.map((email, n) => ({ email, firstName: ['', 'Ana', 'Bo'][n % 3] })),
    )
    const leadsMax = world.room === null ? null : there.length + world.room
    await pool().query('UPDATE accounts SET leads_max = $2 WHERE id = $1', [accountId, leadsMax])
    const tx = await pool().connect()
    await listDeletedEmails(tx, accountId, world.deleted)
    tx.release()
    const campaignId = world.rejects && (await makeCampaign(accountId, world.rejects))
    const joined = ids.filter((_, n) => world.inCampaign.includes(there[n]!))
    if (campaignId)
      await pool().query(
        'INSERT INTO campaign_leads (account_id, campaign_id, lead_id) SELECT $1, $2, unnest($3::uuid[])',
        [accountId, campaignId, joined],
      )
    const { update, blankCells, edits } = world
    const options = { mapping, update, blankCells, campaignId, edits: edits as Edits }
    return { owner, options, file: ['Email,First name,Status', ...world.rows].join('\n') }
  }

  async function makeCampaign(accountId: AccountId, rejects: EmailStatus[]): Promise<CampaignId> {
    return orThrow(await createCampaign(accountId, { name: 'Q4', rejects })).id
  }

  test('an unchanged account makes the forecast true', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const { owner, options, file } = await make(world)
        const { report } = await checkOf(owner.accountId, file, options)
        expect(inOrder((await runImportOf(owner, file, options)).report)).toEqual(inOrder(report))
      }),
      { numRuns: 40 },
    )
  })

  /** The database gives the fields of a tally in an order of its own. */
  function inOrder(report: Report): Report {
    return { ...report, fields: report.fields.toSorted((a, b) => (a.field < b.field ? -1 : 1)) }
  }

  /** Does what a remedy says, and gives the file and the options the import then has. */
  async function apply(remedy: Remedy, made: Awaited<ReturnType<typeof make>>, result: CheckResult) {
    const { owner, options, file } = made
    const { accountId, userId } = owner
    switch (remedy.kind) {
      case 'update':
        return { options: { ...options, update: remedy.update }, file }
      case 'clean_list':
        await cleanList(accountId, userId)
        return { options, file }
      case 'plan':
        await choosePlan(accountId, userId, remedy.plan)
        return { options, file }
      case 'campaign_takes_all':
        await pool().query("UPDATE campaigns SET rejects = '{}' WHERE account_id = $1", [accountId])
        return { options, file }
      case 'corrected':
        return { options: { ...options, edits: merged(options.edits, result.corrections.edits) }, file }
    }
  }

  function merged(edits: Edits, more: Edits): Edits {
    return {
      ...edits,
      ...Object.fromEntries(Object.entries(more).map(([row, cells]) => [row, { ...edits[row], ...cells }])),
    }
  }

  test('what a counterfactual says is what happens when that is done and the file is imported', async () => {
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const { counterfactuals } = await checkIn(world)
        for (const { remedy, report } of counterfactuals) {
          met.add(remedy.kind)
          const made = await make(world)
          const result = await checkOf(made.owner.accountId, made.file, made.options)
          const { options, file } = await apply(remedy, made, result)
          const view = await runImportOf(made.owner, file, options)
          expect(inOrder(view.report), remedy.kind).toEqual(inOrder(report))
        }
      }),
      { numRuns: 20 },
    )
    expect([...met].toSorted()).toEqual(['campaign_takes_all', 'clean_list', 'corrected', 'plan', 'update'])
  })

  async function checkIn(world: World) {
    const { owner, options, file } = await make(world)
    return checkOf(owner.accountId, file, options)
  }
})
