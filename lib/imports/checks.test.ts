import { Readable } from 'node:stream'
import { beforeEach, expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { pool } from '../db/client'
import { type AccountId, type FileId, newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { claimCheck, saveProgress } from './check-claim'
import { nextCheckJob } from './check-job'
import { cancelCheck, checkProgress, getCheck, getForecast, type ImportToCheck, startCheck } from './checks'
import { removeFile } from './files'
import { mappingOf, matchFile } from './mapping'
import { receiveFile, startImport } from './mutations'

testDatabase()

beforeEach(async () => void (await pool().query('DELETE FROM checks')))

type Owner = { accountId: AccountId; userId: UserId }

async function received({ accountId, userId }: Owner, text: string): Promise<ImportToCheck> {
  const given = { name: 'leads.csv', stream: Readable.from([Buffer.from(text)]), bytesDeclared: null }
  const { fileId, facts } = orThrow(await receiveFile(accountId, userId, given))
  const mapping = mappingOf(matchFile(facts))
  return { fileId, mapping, update: false, blankCells: 'keep', campaignId: null }
}

async function runChecks(signal = new AbortController().signal) {
  for (let job = await nextCheckJob(); job; job = await nextCheckJob()) await job.run(signal)
}

const start = async ({ accountId, userId }: Owner, toCheck: ImportToCheck & { again?: boolean }) =>
  orThrow(await startCheck(accountId, userId, toCheck)).checkId

test('a check is left for a worker, and says what the import would come to', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, 2)
  const toCheck = await received(owner, csvOfLeads(5))
  const checkId = await start(owner, toCheck)
  expect(await checkProgress(owner.accountId, checkId)).toMatchObject({ status: 'queued', rowsDone: 0 })
  await runChecks()
  expect(await getCheck(owner.accountId, toCheck)).toMatchObject({
    id: checkId,
    status: 'done',
    result: { report: { counts: { added: 3, rejected: 2 } } },
  })
})

test('asked again it is the same check while that is fresh; other options, or asking anew, replace it', async () => {
  const owner = await makeAccount()
  const toCheck = await received(owner, csvOfLeads(5))
  const ids = await Promise.all([start(owner, toCheck), start(owner, toCheck), start(owner, toCheck)])
  expect(new Set(ids).size).toBe(1)
  await runChecks()
  expect(await start(owner, toCheck)).toBe(ids[0])
  const other = await start(owner, { ...toCheck, update: true })
  expect(other).not.toBe(ids[0])
  expect(await getCheck(owner.accountId, toCheck)).toBeNull()
  expect(await checkProgress(owner.accountId, ids[0]!)).toBeNull()
  await runChecks()
  expect(await start(owner, { ...toCheck, update: true, again: true })).not.toBe(other)
  await runChecks()
  await pool().query("UPDATE checks SET finished_at = now() - interval '11 minutes'")
  const old = await getCheck(owner.accountId, { ...toCheck, update: true })
  expect(await start(owner, { ...toCheck, update: true })).not.toBe(old?.id)
})

test('a check that is cancelled or replaced while it runs saves nothing', async () => {
  const owner = await makeAccount()
  const toCheck = await received(owner, csvOfLeads(5))
  const checkId = await start(owner, toCheck)
  const claimed = await claimCheck()
  expect(await claimCheck()).toBeNull()
  expect(await saveProgress(claimed!, { stage: 'comparing', rows: 3 })).toBe(true)
  expect(await checkProgress(owner.accountId, checkId)).toEqual({
    status: 'running',
    stage: 'comparing',
    rowsDone: 3,
  })
  expect(await cancelCheck(owner.accountId, checkId)).toMatchObject({ kind: 'done' })
  expect(await saveProgress(claimed!, { stage: 'comparing', rows: 4 })).toBe(false)
  expect(await cancelCheck(owner.accountId, checkId)).toMatchObject({ kind: 'refused' })
})

test('a worker that is told to stop gives its check back; one that was killed is replaced, three times', async () => {
  const owner = await makeAccount()
  const toCheck = await received(owner, csvOfLeads(5))
  await start(owner, toCheck)
  const job = await nextCheckJob()
  await job!.run(AbortSignal.abort(new Error('stopping')))
  for (let killed = 2; killed <= 3; killed++) {
    expect(await claimCheck()).toMatchObject({ fence: killed })
    await pool().query("UPDATE checks SET lease_until = now() - interval '1 second'")
  }
  await runChecks()
  expect(await getCheck(owner.accountId, toCheck)).toMatchObject({
    status: 'failed',
    failure: 'The check stopped. Nothing was imported.',
  })
})

test('a file that is gone is said', async () => {
  const owner = await makeAccount()
  const toCheck = await received(owner, csvOfLeads(5))
  await start(owner, toCheck)
  await removeFile(toCheck.fileId)
  await runChecks()
  expect((await getCheck(owner.accountId, toCheck))?.failure).toMatch(/no longer on the server/)
})

test('an import keeps what its check forecast, whatever options others had; without a check it keeps none', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const toCheck = await received(owner, csvOfLeads(5))
  const begin = async () => orThrow(await startImport(accountId, userId, { ...toCheck, startKey: newId() }))
  await start(owner, toCheck)
  await runChecks()
  const first = await begin()
  expect(await getForecast(accountId, first.number)).toMatchObject({
    change: 0,
    report: { counts: { added: 5 } },
  })
  await runDueImports()
  expect(await getCheck(accountId, toCheck)).toBeNull()
  await start(owner, { ...toCheck, update: true })
  await runChecks()
  expect(await getForecast(accountId, (await begin()).number)).toBeNull()
})

test('a check of another account’s file is refused, and its progress is nobody else’s', async () => {
  const [owner, stranger] = [await makeAccount(), await makeAccount()]
  const toCheck = await received(owner, csvOfLeads(5))
  const checkId = await start(owner, toCheck)
  expect(await startCheck(stranger.accountId, stranger.userId, toCheck)).toMatchObject({ kind: 'refused' })
  expect(await checkProgress(stranger.accountId, checkId)).toBeNull()
  expect(await getCheck(stranger.accountId, toCheck)).toBeNull()
  expect(await cancelCheck(stranger.accountId, checkId)).toMatchObject({ kind: 'refused' })
  expect(await startCheck(owner.accountId, owner.userId, { ...toCheck, fileId: newId() as FileId })).toEqual({
    kind: 'refused',
    reason: 'The file is no longer on the server. Choose it again.',
  })
})
