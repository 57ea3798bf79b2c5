import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { makePerson } from '../../prisma/factories/person'
import { addMember, choosePlan, renameAccount, setReportMailsToAdmins } from '../accounts/mutations'
import { pool } from '../db/client'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { cleanList, undoCleanList } from '../deleted-emails/mutations'
import { auditCsv } from '../exports/audit-csv'
import { requestCancel } from '../imports/mutations'
import { deleteLeads } from '../leads/mutations'
import { recordAudit } from './mutations'
import { listAudit, peopleInAudit } from './queries'
import { auditSentence } from './sentence'

testDatabase()

const firstPage = { page: 1, size: 50 }

async function told(accountId: Parameters<typeof listAudit>[0], filter = {}): Promise<string[]> {
  const { entries } = await listAudit(accountId, filter, firstPage)
  return entries.map(({ who, kind, details }) => `${who?.name} ${auditSentence(kind, details)}`)
}

test('what was done in an account is told, the latest first', async () => {
  const owner = await makeAccount({ plan: 'starter' })
  const { accountId, userId } = owner
  const first = await makeImport(owner, csvOfLeads(3))
  await runDueImports()
  const second = await makeImport(owner, csvOfLeads(3, 10))
  orThrow(await requestCancel(accountId, second, userId))
  expect(await requestCancel(accountId, second, userId)).toMatchObject({ kind: 'refused' })
  await runDueImports()
  orThrow(await choosePlan(accountId, userId, 'growth'))
  orThrow(await renameAccount(accountId, userId, 'Acme & Sons'))
  orThrow(await setReportMailsToAdmins(accountId, userId, false))
  expect(await told(accountId)).toEqual([
    'Ana turned report mails to admins off',
    'Ana renamed the account to Acme & Sons',
    'Ana changed the plan to Growth',
    `Ana ran import #${second} to its end: cancelled`,
    `Ana cancelled import #${second}`,
    `Ana started import #${second}`,
    `Ana ran import #${first} to its end: completed`,
    `Ana started import #${first}`,
  ])
})

test('is filtered by subject and by person, in pages', async () => {
  const { accountId, userId } = await makeAccount()
  const luis = await makePerson(`luis-${newId()}@acme.test`, { name: 'Luis' })
  await addMember({ accountId, userId: luis, role: 'admin' })
  for (const [n, who] of [userId, luis, null, luis].entries())
    await transaction((tx) =>
      recordAudit(tx, accountId, {
        kind: n < 2 ? 'leads_exported' : 'plan_changed',
        userId: who,
        details: { count: n, plan: 'trial' },
      }),
    )
  expect(await told(accountId, { userId: luis })).toEqual([
    'Luis changed the plan to Trial',
    'Luis exported 1 lead',
  ])
  expect(await told(accountId, { subject: 'leads' })).toEqual([
    'Luis exported 1 lead',
    'Ana exported 0 leads',
  ])
  expect(await told(accountId, { subject: 'leads', userId: luis })).toEqual(['Luis exported 1 lead'])
  const { entries, total } = await listAudit(accountId, {}, { page: 2, size: 3 })
  expect([entries.length, total]).toEqual([1, 4])
  expect((await peopleInAudit(accountId)).map(({ name }) => name)).toEqual(['Ana', 'Luis'])
})

test('a Clean List can be undone from its entry until it was, or is 30 days ago', async () => {
  const { accountId, userId } = await makeAccount()
  const cleaned: string[] = []
  for (let n = 0; n < 3; n++) {
    const leadIds = await makeLeads(accountId, [{ email: keyOf(n) }])
    await deleteLeads(accountId, userId, { leadIds, permanently: true })
    cleaned.push(orThrow(await cleanList(accountId, userId)).undo!)
  }
  await undoCleanList(accountId, userId, cleaned[1]!)
  await pool().query("UPDATE audit_entries SET at = now() - interval '31 days' WHERE id = $1", [cleaned[2]])
  const { entries } = await listAudit(accountId, { subject: 'deleted-list' }, firstPage)
  expect(entries.filter(({ undoable }) => undoable).map(({ id }) => id)).toEqual([cleaned[0]])
})

test('another account’s audit is not in it, nor in its file', async () => {
  const [one, other] = [await makeAccount(), await makeAccount()]
  orThrow(await renameAccount(other.accountId, other.userId, 'Somebody else'))
  expect(await told(one.accountId)).toEqual([])
  expect(await peopleInAudit(one.accountId)).toEqual([])
  expect(await csvOf(one.accountId)).toHaveLength(1)
})

test('the file holds every entry, also beyond one step, and no formula', async () => {
  const { accountId, userId } = await makeAccount()
  orThrow(await renameAccount(accountId, userId, '=HYPERLINK("https://evil.test")'))
  await pool().query(
    `INSERT INTO audit_entries (account_id, id, kind, user_id, details)
     SELECT $1, gen_random_uuid(), 'signed_in', $2, '{"address": "+1"}' FROM generate_series(1, 4500)`,
    [accountId, userId],
  )
  await pool().query(`UPDATE users SET name = '=1+1' WHERE id = $1`, [userId])
  const lines = await csvOf(accountId)
  expect(lines).toHaveLength(4502)
  expect(lines.filter((line) => /(^|,)"?[=+@-]/.test(line))).toEqual([])
  expect(lines[1]).toContain(",'=1+1,")
})

test('no code changes or removes an entry', async () => {
  const { globSync, readFileSync } = await import('node:fs')
  const root = new URL('../../', import.meta.url).pathname
  const files = globSync('{app,lib,scripts}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.includes('.test.') && !file.startsWith('lib/db/generated/'),
  )
  const changing = files.filter((file) =>
    /(UPDATE|DELETE FROM)\s+audit_entries|auditEntry\.(update|delete|upsert)/.test(
      readFileSync(root + file, 'utf8'),
    ),
  )
  expect(changing).toEqual([])
})

async function csvOf(accountId: Parameters<typeof listAudit>[0]): Promise<string[]> {
  let text = ''
  for await (const piece of auditCsv(accountId, {})) text += piece
  return text.trimEnd().split('\r\n')
}
