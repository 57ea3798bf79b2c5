import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { addEdits, editEmail } from './draft-edits'
import { editsMax } from './edits'
import { fileDraft, saveDraft } from './file-draft'
import { receiveFile } from './mutations'

testDatabase()

async function prepared() {
  const { accountId, userId } = await makeAccount()
  const stream = Readable.from([Buffer.from('Email\nana.acme.test\nbo@acme.test\n')])
  const { fileId } = orThrow(
    await receiveFile(accountId, userId, { name: 'a.csv', stream, bytesDeclared: null }),
  )
  const edits = async () => (await fileDraft(accountId, fileId))?.draft.edits
  return { accountId, fileId, edits }
}

test('a corrected email is kept with the draft, beside what else was chosen, and can be put back', async () => {
  const { accountId, fileId, edits } = await prepared()
  const cell = { row: 2, column: 0 }
  expect(await editEmail(accountId, fileId, { ...cell, value: 'ana@acme.test' })).toEqual({ kind: 'done' })
  await saveDraft(accountId, fileId, { update: true })
  expect(await edits()).toEqual({ 2: { 0: 'ana@acme.test' } })
  await editEmail(accountId, fileId, { ...cell, value: null })
  expect(await edits()).toEqual({})
  expect((await fileDraft(accountId, fileId))?.draft.update).toBe(true)
})

test('two people who correct different rows at once both keep theirs', async () => {
  const { accountId, fileId, edits } = await prepared()
  const values = Array.from({ length: 8 }, (_, n) => ({ row: n + 2, column: 0, value: `l${n}@acme.test` }))
  await Promise.all(values.map((edit) => editEmail(accountId, fileId, edit)))
  expect(Object.keys((await edits()) ?? {})).toHaveLength(8)
})

test('what is no email either is refused with its cause', async () => {
  const { accountId, fileId, edits } = await prepared()
  expect(await editEmail(accountId, fileId, { row: 2, column: 0, value: 'ana@gmial.com' })).toEqual({
    kind: 'invalid',
    fields: { email: 'The domain looks mistyped – did you mean ana@gmail.com?' },
  })
  expect(await editEmail(accountId, fileId, { row: 2, column: 0, value: ' ' })).toMatchObject({
    fields: { email: 'Write an email.' },
  })
  expect(await edits()).toBeNull()
})

test('many at once are added to those there are, up to a limit', async () => {
  const { accountId, fileId, edits } = await prepared()
  await addEdits(accountId, fileId, { 2: { 0: 'a@acme.test' }, 3: { 1: 'x' } })
  await addEdits(accountId, fileId, { 3: { 0: 'b@acme.test' } })
  expect(await edits()).toEqual({ 2: { 0: 'a@acme.test' }, 3: { 0: 'b@acme.test', 1: 'x' } })
  const many = Object.fromEntries(Array.from({ length: editsMax }, (_, n) => [n + 9, { 0: 'x@acme.test' }]))
  expect(await addEdits(accountId, fileId, many)).toMatchObject({ kind: 'refused' })
})

test('a file of another account is refused as gone', async () => {
  const { fileId } = await prepared()
  const { accountId } = await makeAccount()
  const edit = { row: 2, column: 0, value: 'a@acme.test' }
  expect(await editEmail(accountId, fileId, edit)).toMatchObject({ kind: 'refused' })
  expect(await editEmail(accountId, newId(), edit)).toMatchObject({ kind: 'refused' })
})
