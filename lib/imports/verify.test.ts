import { appendFile, writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { listDeletedEmails } from '../deleted-emails/mutations'
import { deleteLeadByEmail } from '../leads/mutations'
import { claimImport } from './claim'
import { filePath } from './files'
import { getImport } from './queries'
import { runImport } from './run'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '50'
testDatabase()

type World = { owner: Awaited<ReturnType<typeof makeAccount>>; number: number; path: string }
let world: World

const file = `${csvOfLeads(120)},,\nl3@acme.test,Anna,\nnobody,No,\nl4@acme.test,Ana 4,"Acme, Inc. 4"\n`

/** An account with an import of 120 leads, a blank row, a change, an unchanged row and a rejection, into a campaign. */
async function makeWorld(): Promise<World> {
  const owner = await makeAccount({ plan: 'growth' })
  const campaign = await createCampaign(owner.accountId, { name: 'Spring', rejects: [] })
  if (campaign.kind !== 'done') throw new Error('There is no campaign.')
  await runImportOf(owner, csvOfLeads(10))
  const options = { update: true, campaignId: campaign.value.id }
  const view = await runImportOf(owner, file, options)
  return { owner, number: view.number, path: filePath(view.file.id) }
}

beforeAll(async () => {
  world = await makeWorld()
})

async function broken({ owner, number } = world): Promise<string[]> {
  const verdicts = await verifyImport(owner.accountId, number)
  return (verdicts ?? [])
    .filter((verdict) => !verdict.holds)
    .map((verdict) => `${verdict.name}: ${verdict.found}`)
}

test('an import that was counted right holds, and every check was made', async () => {
  const verdicts = await verifyImport(world.owner.accountId, world.number)
  expect(verdicts?.filter((verdict) => !verdict.holds || !verdict.checked)).toEqual([])
  expect(verdicts?.length).toBeGreaterThan(15)
  expect(verdicts?.map((verdict) => verdict.found)).toContain('124 rows agree')
})

/** Does something wrong to the database as a bug would, looks, and undoes it. */
async function brokenBy(sql: string, values: unknown[]): Promise<string> {
  const tables = [
    'import_rows',
    'import_batches',
    'import_campaign_rows',
    'campaign_leads',
    'campaign_changes',
    'campaigns',
    'leads',
    'lead_changes',
    'accounts',
    'imports',
    'mails',
    'deleted_emails',
  ]
  for (const table of tables) await pool().query(`CREATE TABLE kept_${table} AS TABLE ${table}`)
  try {
    const { rowCount } = await pool().query(sql, values)
    expect(rowCount).toBeGreaterThan(0)
    return (await broken()).join('\n')
  } finally {
    const client = await pool().connect()
    await client.query("SET session_replication_role = 'replica'")
    for (const table of tables)
      await client.query(
        `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_${table}; DROP TABLE kept_${table}`,
      )
    client.release(true)
  }
}

const mine = 'account_id = $1 AND import_number = $2'
test.each([
  [
    'an entry is missing',
    `DELETE FROM import_rows WHERE ${mine} AND outcome = 'changed'`,
    'Every row has exactly one entry',
  ],
  [
    'a row has two entries',
    `UPDATE import_rows SET row_last = row_last + 1 WHERE ${mine} AND row = (SELECT min(row) FROM import_rows WHERE ${mine} AND outcome = 'added')`,
    'Every row has exactly one entry',
  ],
  [
    'the last rows are missing',
    `DELETE FROM import_rows WHERE ${mine} AND row > 124`,
    'The ledger ends where the cursor stands',
  ],
  [
    'a batch is missing',
    `DELETE FROM import_batches WHERE ${mine} AND batch = 2`,
    'Every batch left one entry',
  ],
  [
    'a batch counts one too many',
    `UPDATE import_batches SET tally = jsonb_set(tally, '{added}', '41') WHERE ${mine} AND batch = 1`,
    'The report says what the ledger says',
  ],
  [
    'a blank row is booked as added',
    `UPDATE import_rows SET outcome = 'added' WHERE ${mine} AND outcome = 'blank'`,
    'row by row',
  ],
  [
    'a rejection has another reason',
    `UPDATE import_rows SET code = 'email_missing', cause = NULL WHERE ${mine} AND code = 'email_invalid'`,
    'row by row',
  ],
  [
    'two rows have each other’s emails',
    `UPDATE leads SET import_row = 231 - import_row WHERE ${mine} AND import_row IN (115, 116)`,
    'row by row',
  ],
  [
    'a change is not in the totals',
    `UPDATE import_rows SET changes = '[]' WHERE ${mine} AND outcome = 'changed'`,
    'The changes per field add up',
  ],
  ['a lead was lost', `DELETE FROM leads WHERE ${mine} AND import_row = 50`, 'As many leads as rows added'],
  [
    'a lead came from a row that added none',
    `UPDATE leads SET import_row = 122 WHERE ${mine} AND import_row = 121`,
    'Every lead of this import has a row',
  ],
  [
    'a row added two leads',
    `UPDATE leads SET import_row = 120 WHERE ${mine} AND import_row = 121`,
    'No row added two leads',
  ],
  [
    'an email is not in its one form',
    `UPDATE leads SET email = 'L120@acme.test' WHERE ${mine} AND import_row = 121`,
    'in its one form',
  ],
  [
    'a modified lead never was',
    `UPDATE import_rows SET lead_id = gen_random_uuid() WHERE ${mine} AND outcome = 'changed'`,
    'Every modified row names a lead',
  ],
  [
    'a lead was turned away',
    `UPDATE import_rows SET code = 'max_leads_reached', cause = NULL, detail = '100', email = 'l5@acme.test' WHERE ${mine} AND code = 'email_invalid'`,
    'No row was turned away',
  ],
  [
    'the account counts one more',
    `UPDATE accounts SET lead_count = lead_count + 1 WHERE id = $1 AND $2 > 0`,
    'count is the number of its leads',
  ],
  [
    'the plan holds fewer',
    `UPDATE accounts SET lead_count = 0, leads_max = 100 WHERE id = $1 AND $2 > 0`,
    'no more than its plan',
  ],
  [
    'a change of the count is missing',
    `DELETE FROM lead_changes WHERE ${mine} AND change = 2`,
    'Every change of the count follows',
  ],
  [
    'the import changed the account otherwise',
    `UPDATE lead_changes SET added = added + 1, deleted = 2 WHERE ${mine} AND change = 2`,
    'changed by as many leads',
  ],
  [
    'a lead was not offered',
    `DELETE FROM import_campaign_rows WHERE ${mine} AND row = 60`,
    'offered to the campaign once',
  ],
  [
    'the campaign lost a lead',
    `DELETE FROM campaign_leads m WHERE ${mine} AND lead_id = (SELECT id FROM leads WHERE ${mine} AND import_row = 60)`,
    'holds the leads it took',
  ],
  [
    'the campaign counts one too many',
    `UPDATE campaigns SET lead_count = lead_count + 1 WHERE account_id = $1 AND $2 > 0`,
    "The campaign's count is the number of its leads",
  ],
  [
    'a change of the campaign is not written down',
    `DELETE FROM campaign_changes WHERE ${mine} AND added > 0`,
    "The campaign's count is the number of its leads",
  ],
  ['nobody was mailed', `DELETE FROM mails WHERE ${mine}`, 'One report mail per person'],
  [
    'a person was mailed twice',
    `INSERT INTO mails (account_id, id, subject_key, import_number, recipient, user_id) SELECT account_id, gen_random_uuid(), subject_key, import_number, upper(recipient), user_id FROM mails WHERE ${mine}`,
    'One report mail per person',
  ],
])('says so when %s', async (_, sql, name) => {
  expect(await brokenBy(sql, [world.owner.accountId, world.number])).toContain(name)
})

test('says so when a permanently deleted email is a lead', async () => {
  const { accountId } = world.owner
  const client = await pool().connect()
  await listDeletedEmails(client, accountId, [
    'l77@acme.test' as Parameters<typeof listDeletedEmails>[2][number],
  ])
  client.release()
  expect(await broken()).toEqual([expect.stringContaining('1 of them on the deleted list')])
  await pool().query('DELETE FROM deleted_emails WHERE account_id = $1', [accountId])
})

test('says so when the stored file is not the one that was received', async () => {
  const { path } = world
  await appendFile(path, 'more@acme.test,More,\n')
  const names = (await broken()).join('\n')
  expect(names).toContain('The stored file is the one that was received')
  expect(names).toContain('is the last of the file')
  await writeFile(path, file)
  expect(await broken()).toEqual([])
})

test('what was deleted since is no violation', async () => {
  const { owner, number } = await makeWorld()
  for (const [email, permanently] of [
    ['l50@acme.test', true],
    ['l3@acme.test', false],
  ] as const)
    expect(await deleteLeadByEmail(owner.accountId, owner.userId, { email, permanently })).toMatchObject({
      kind: 'done',
    })
  expect(await broken({ ...world, owner, number })).toEqual([])
})

test('holds at every moment of a run, not only after its end', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, csvOfLeads(200))
  expect(await broken({ ...world, owner, number })).toEqual([])
  const claim = await claimImport({ accountId: owner.accountId, number })
  let looks = 0
  const turnIsOver = async () => {
    expect(await broken({ ...world, owner, number })).toEqual([])
    return ++looks === 3
  }
  expect(await runImport(claim!, { atEnd: async () => {}, turnIsOver })).toBe('gave way')
  expect((await getImport(owner.accountId, number))?.rowsDone).toBe(100)
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  await runDueImports()
  expect(await broken({ ...world, owner, number })).toEqual([])
})

test('does not cry wolf over a quote that is never closed', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const view = await runImportOf(owner, `${csvOfLeads(5)}"x@acme.test,Open,quote\ny@acme.test,Yes,\n`)
  const verdicts = await verifyImport(owner.accountId, view.number)
  expect(verdicts?.filter((verdict) => !verdict.holds)).toEqual([])
  expect(verdicts?.filter((verdict) => !verdict.checked)).toHaveLength(1)
})
