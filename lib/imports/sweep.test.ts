import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import { type FileId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { answerArriving, arrivingFolder, arrivingPath } from './arriving'
import { filePath, filesFolder, tableFile } from './files'
import { receiveFile, startImport } from './mutations'
import { getImport } from './queries'
import { discardFile, sweepFiles } from './sweep'
import { verifyImport } from './verify'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

const text = 'Email\nana@x.com\n'

async function receive({ accountId, userId }: Owner): Promise<FileId> {
  const stream = Readable.from([Buffer.from(text)])
  return orThrow(await receiveFile(accountId, userId, { name: 'leads.csv', stream, bytesDeclared: null }))
    .fileId
}

async function imported(owner: Owner) {
  const number = await makeImport(owner, text)
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  return { number, fileId: view?.file.id as FileId }
}

/** As if the file had been received that long ago. */
async function age({ accountId }: Owner, id: FileId, interval: string): Promise<void> {
  await pool().query('UPDATE files SET created_at = now() - $3::interval WHERE account_id = $1 AND id = $2', [
    accountId,
    id,
    interval,
  ])
}

async function written(place: string, hoursAgo: number): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true })
  await writeFile(place, 'x')
  const then = new Date(Date.now() - hoursAgo * 3_600_000)
  await utimes(place, then, then)
}

const rowOf = ({ accountId }: Owner, id: FileId) =>
  db().file.findUnique({ where: { accountId_id: { accountId, id } } })

test('a file that was never imported is gone after a day, and not before', async () => {
  const owner = await makeAccount()
  const [fresh, old] = [await receive(owner), await receive(owner)]
  await age(owner, fresh, '23 hours 59 minutes')
  await age(owner, old, '24 hours 1 minute')
  await mkdir(tableFile(old).sheetsFolder)
  expect(await sweepFiles()).toBe(1)
  expect([existsSync(filePath(fresh)), existsSync(filePath(old))]).toEqual([true, false])
  expect(existsSync(tableFile(old).sheetsFolder)).toBe(false)
  expect(await rowOf(owner, fresh)).not.toBeNull()
  expect(await rowOf(owner, old)).toBeNull()
})

test('the bytes of an imported file go after thirty days; its report stays, and still adds up', async () => {
  const owner = await makeAccount()
  const [kept, old] = [await imported(owner), await imported(owner)]
  await age(owner, kept.fileId, '29 days 23 hours')
  await age(owner, old.fileId, '30 days 1 minute')
  expect(await sweepFiles()).toBe(1)
  expect([existsSync(filePath(kept.fileId)), existsSync(filePath(old.fileId))]).toEqual([true, false])
  const view = await getImport(owner.accountId, old.number)
  expect(view).toMatchObject({ file: { available: false }, report: { counts: { read: 1, rejected: 1 } } })
  expect((await verifyImport(owner.accountId, old.number))?.filter((check) => !check.holds)).toEqual([])
  expect(await sweepFiles(), 'once is enough').toBe(0)
})

test('a file that an import still reads is not taken away from it', async () => {
  const owner = await makeAccount()
  const number = await makeImport(owner, text)
  const { fileId } = await db().import.findFirstOrThrow({ where: { accountId: owner.accountId, number } })
  await age(owner, fileId as FileId, '40 days')
  expect(await sweepFiles()).toBe(0)
  await runDueImports()
  expect(await getImport(owner.accountId, number)).toMatchObject({
    status: 'completed',
    report: { counts: { added: 1 } },
  })
  expect(await sweepFiles()).toBe(1)
})

test('sweeping at the same time as an import begins leaves it its file, or refuses it with a sentence', async () => {
  for (let round = 0; round < 10; round++) {
    const owner = await makeAccount()
    const fileId = await receive(owner)
    await age(owner, fileId, '25 hours')
    const start = {
      startKey: newId(),
      fileId,
      mapping: ['email' as const],
      update: false,
      blankCells: 'keep' as const,
      campaignId: null,
    }
    const [started] = await Promise.all([
      startImport(owner.accountId, owner.userId, { ...start, mapping: ['email'] }),
      sweepFiles(),
      sweepFiles(),
    ])
    expect(existsSync(filePath(fileId))).toBe(started.kind === 'done')
    if (started.kind !== 'done')
      expect(started).toEqual({
        kind: 'refused',
        reason: 'The file is no longer on the server. Choose it again.',
      })
    await runDueImports()
    expect(await db().import.count({ where: { accountId: owner.accountId, status: 'failed' } })).toBe(0)
  }
})

test('sweeping that was killed after it removed the bytes is finished by the next', async () => {
  const owner = await makeAccount()
  const fileId = await receive(owner)
  await age(owner, fileId, '2 days')
  const { rm } = await import('node:fs/promises')
  await rm(filePath(fileId))
  expect(await sweepFiles()).toBe(1)
  expect(await rowOf(owner, fileId)).toBeNull()
})

test('a file that a person lets go of is gone at once, and nobody else’s, and none that was imported', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const [fileId, kept] = [await receive(owner), (await imported(owner)).fileId]
  orThrow(await discardFile(other.accountId, fileId))
  expect(existsSync(filePath(fileId))).toBe(true)
  expect((await discardFile(owner.accountId, kept)).kind).toBe('refused')
  orThrow(await discardFile(owner.accountId, fileId))
  expect([existsSync(filePath(fileId)), existsSync(filePath(kept))]).toEqual([false, true])
  expect(await rowOf(owner, fileId)).toBeNull()
})

test('a file cut off on its way is forgotten a day after its last bytes', async () => {
  const owner = await makeAccount()
  const create = async () => {
    const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '100' }
    const request = new Request('http://localhost:3000/api/acme/files', { method: 'POST', headers })
    const answer = await answerArriving(owner, request)
    return answer.headers.get('Location')?.split('/').at(-1) as FileId
  }
  const [fresh, old, going] = [await create(), await create(), await create()]
  const then = new Date(Date.now() - 25 * 3_600_000)
  for (const id of [old, going]) await utimes(`${arrivingPath(id)}.json`, then, then)
  await utimes(arrivingPath(old), then, then)
  expect(await sweepFiles()).toBe(1)
  const there = [fresh, old, going].map((id) => [
    existsSync(arrivingPath(id)),
    existsSync(`${arrivingPath(id)}.json`),
  ])
  expect(there).toEqual([
    [true, true],
    [false, false],
    [true, true],
  ])
})

test('what a killed process left among the files goes; what another database may know stays as long as a file is kept', async () => {
  const owner = await makeAccount()
  const known = await receive(owner)
  const place = (name: string) => path.join(filesFolder(), name)
  const then = new Date(Date.now() - 40 * 24 * 3_600_000)
  await utimes(filePath(known), then, then)
  const strays = { [`${newId()}.part`]: 25, [newId()]: 32 * 24 }
  const kept = { [`${newId()}.part`]: 23, [newId()]: 30 * 24, [newId()]: 1 }
  for (const [name, hours] of Object.entries({ ...strays, ...kept })) await written(place(name), hours)
  expect(await sweepFiles()).toBe(2)
  expect(Object.keys(strays).filter((name) => existsSync(place(name)))).toEqual([])
  expect(Object.keys(kept).filter((name) => !existsSync(place(name)))).toEqual([])
  expect(existsSync(filePath(known))).toBe(true)
})

test('where nothing was ever received there is nothing to sweep', async () => {
  expect(arrivingFolder()).not.toBe(filesFolder())
  expect(await sweepFiles()).toBe(0)
})
