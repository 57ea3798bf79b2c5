import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { type FileId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { parseDraft } from './draft'
import { fileDraft, saveDraft, waitingFiles } from './file-draft'
import { removeFile } from './files'
import { receiveFile, startImport } from './mutations'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

async function receive({ accountId, userId }: Owner) {
  const stream = Readable.from([Buffer.from('Email\nana@x.com\n')])
  return orThrow(await receiveFile(accountId, userId, { name: 'leads.csv', stream, bytesDeclared: null }))
}

test('a new file has nothing chosen', async () => {
  const owner = await makeAccount()
  const { fileId } = await receive(owner)
  const found = await fileDraft(owner.accountId, fileId)
  expect(found?.draft).toMatchObject({
    mapping: null,
    update: false,
    blankCells: 'keep',
    campaignId: null,
    tag: '',
  })
  expect(found).toMatchObject({ name: 'leads.csv', bytes: 16, startedNumber: null })
})

test('what is chosen later leaves what was chosen before', async () => {
  const owner = await makeAccount()
  const { fileId } = await receive(owner)
  orThrow(await saveDraft(owner.accountId, fileId, { update: true, blankCells: 'clear' }))
  orThrow(await saveDraft(owner.accountId, fileId, { mapping: ['email'] }))
  orThrow(await saveDraft(owner.accountId, fileId, { update: false }))
  const found = await fileDraft(owner.accountId, fileId)
  expect(found?.draft).toMatchObject({ update: false, blankCells: 'clear', mapping: ['email'] })
})

test('a file of another account is neither shown nor changed', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const { fileId } = await receive(owner)
  expect(await fileDraft(other.accountId, fileId)).toBeNull()
  expect((await saveDraft(other.accountId, fileId, { update: true })).kind).toBe('refused')
  expect((await fileDraft(owner.accountId, fileId))?.draft.update).toBe(false)
})

test('nonsense is refused and changes nothing', async () => {
  const owner = await makeAccount()
  const { fileId } = await receive(owner)
  for (const patch of [null, { update: 'yes' }, { mapping: ['password'] }, { sha256: 'x' }])
    expect((await saveDraft(owner.accountId, fileId, patch)).kind).toBe('refused')
  expect((await fileDraft(owner.accountId, fileId))?.draft).toEqual(parseDraft(null))
})

test('a file whose bytes are gone is gone', async () => {
  const owner = await makeAccount()
  const { fileId } = await receive(owner)
  await removeFile(fileId)
  expect(await fileDraft(owner.accountId, fileId)).toBeNull()
})

test('the import started from it is named, one by another key is not', async () => {
  const owner = await makeAccount()
  const { fileId } = await receive(owner)
  const options = {
    fileId,
    mapping: ['email' as const],
    update: false,
    blankCells: 'keep',
    campaignId: null,
  } as const
  const start = (startKey: string) =>
    startImport(owner.accountId, owner.userId, { ...options, mapping: ['email'], startKey })
  orThrow(await start(newId()))
  expect((await fileDraft(owner.accountId, fileId))?.startedNumber).toBeNull()
  const { number } = orThrow(await start(fileId))
  expect((await fileDraft(owner.accountId, fileId))?.startedNumber).toBe(number)
})

test('what a person has sent and not imported is named, newest first, and nobody else’s', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const ids = [await receive(owner), await receive(owner), await receive(owner)].map(({ fileId }) => fileId)
  await receive(other)
  const options = {
    mapping: ['email' as const],
    update: false,
    blankCells: 'keep' as const,
    campaignId: null,
  }
  const [first = '' as FileId] = ids
  orThrow(
    await startImport(owner.accountId, owner.userId, {
      ...options,
      mapping: ['email'],
      fileId: first,
      startKey: first,
    }),
  )
  const { files, total, bytes } = await waitingFiles(owner.accountId, owner.userId, 1)
  expect(files).toMatchObject([{ fileId: ids[2], name: 'leads.csv', rows: 1 }])
  expect({ total, bytes }).toEqual({ total: 2, bytes: 32 })
  expect((await waitingFiles(owner.accountId, other.userId, 5)).total).toBe(0)
})
