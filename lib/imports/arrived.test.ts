import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { until } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db } from '../db/client'
import type { FileId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { readEnvAgain } from '../env'
import { takeArrived } from './arrived'
import { answerArriving, arrivingFolder, arrivingPath, type Sender } from './arriving'
import { adoptFile, filePath } from './files'

testDatabase()

const url = 'http://localhost:3000/api/acme/files'
const text = 'Email,First name\nana@x.com,Ana\nbo@x.com,Bo\n'
const sha256 = createHash('sha256').update(text).digest('hex')

afterEach(() => {
  delete process.env.LIMIT_FILE_BYTES
  readEnvAgain()
})

type Told = { name?: string; bytes?: number; more?: string }

function create(sender: Sender, { name = 'spring.csv', bytes = text.length, more = '' }: Told = {}) {
  const metadata = `name ${Buffer.from(name).toString('base64')}${more}`
  return tus(sender, url, 'POST', { 'Upload-Length': String(bytes), 'Upload-Metadata': metadata })
}

function tus(
  sender: Sender,
  to: string,
  method: string,
  headers: Record<string, string> = {},
  body?: string,
) {
  const given = { 'Tus-Resumable': '1.0.0', ...headers }
  return answerArriving(
    sender,
    new Request(to, { method, headers: given, ...(body === undefined ? {} : { body }) }),
  )
}

function append(sender: Sender, fileId: FileId, offset: number, body: string) {
  const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }
  return tus(sender, `${url}/${fileId}`, 'PATCH', headers, body)
}

async function created(sender: Sender, told?: Told): Promise<FileId> {
  const answer = await create(sender, told)
  expect(answer.status).toBe(201)
  const location = answer.headers.get('Location') ?? ''
  expect(location).toMatch(/^\/api\/acme\/files\/[0-9a-f-]{36}$/)
  return location.split('/').at(-1) as FileId
}

async function arrived(sender: Sender, told?: Told): Promise<FileId> {
  const fileId = await created(sender, told)
  expect((await append(sender, fileId, 0, text)).status).toBe(204)
  return fileId
}

/** What is left of it anywhere on the disk. */
function traces(fileId: FileId): string[] {
  return [filePath(fileId), arrivingPath(fileId), `${arrivingPath(fileId)}.json`].filter((path) =>
    existsSync(path),
  )
}

test('a file that comes in pieces is the file that was sent', async () => {
  const sender = await makeAccount()
  const fileId = await created(sender)
  expect((await append(sender, fileId, 0, text.slice(0, 20))).headers.get('Upload-Offset')).toBe('20')
  const here = await tus(sender, `${url}/${fileId}`, 'HEAD')
  expect(here.headers.get('Upload-Offset')).toBe('20')
  expect((await append(sender, fileId, 20, text.slice(20))).status).toBe(204)

  const taken = orThrow(await takeArrived(sender, fileId, sha256))
  expect(taken).toMatchObject({ fileId, name: 'spring.csv', bytes: text.length, sha256, facts: { rows: 2 } })
  expect(readFileSync(filePath(fileId), 'utf8')).toBe(text)
  expect(traces(fileId)).toEqual([filePath(fileId)])
})

test('asked again, at once or later, reading gives the same answer and keeps one file', async () => {
  const sender = await makeAccount()
  const fileId = await arrived(sender)
  const answers = await Promise.all([1, 2, 3].map(() => takeArrived(sender, fileId, sha256)))
  answers.push(await takeArrived(sender, fileId, sha256))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await db().file.count({ where: { accountId: sender.accountId } })).toBe(1)
})

test('what a stop in the middle left behind is taken up where it was', async () => {
  const sender = await makeAccount()
  const fileId = await arrived(sender)
  await adoptFile(fileId, arrivingPath(fileId))
  expect(orThrow(await takeArrived(sender, fileId, sha256)).facts.rows).toBe(2)
  expect(traces(fileId)).toEqual([filePath(fileId)])
})

test('a connection that is cut in the middle of a piece loses nothing of what came before', async () => {
  const sender = await makeAccount()
  const fileId = await created(sender)
  const cut = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(text.slice(0, 20))),
    pull: async (controller) => {
      await until(async () => statSync(arrivingPath(fileId)).size === 20)
      controller.error(new Error('The connection is gone.'))
    },
  })
  const headers = {
    'Tus-Resumable': '1.0.0',
    'Upload-Offset': '0',
    'Content-Type': 'application/offset+octet-stream',
  }
  const given: RequestInit & { duplex: 'half' } = { method: 'PATCH', headers, body: cut, duplex: 'half' }
  const broken = await answerArriving(sender, new Request(`${url}/${fileId}`, given))
  expect(broken.status).toBeGreaterThanOrEqual(400)
  expect((await tus(sender, `${url}/${fileId}`, 'HEAD')).headers.get('Upload-Offset')).toBe('20')
  expect((await append(sender, fileId, 20, text.slice(20))).status).toBe(204)
  expect(orThrow(await takeArrived(sender, fileId, sha256)).bytes).toBe(text.length)
})

test('a piece at the wrong place is refused and changes nothing', async () => {
  const sender = await makeAccount()
  const fileId = await created(sender)
  await append(sender, fileId, 0, text.slice(0, 20))
  expect((await append(sender, fileId, 10, text.slice(10))).status).toBe(409)
  expect((await append(sender, fileId, 20, text)).status).toBe(413)
  expect((await tus(sender, `${url}/${fileId}`, 'HEAD')).headers.get('Upload-Offset')).toBe('20')
})

test('a file that has not arrived to its end is not read, and can go on', async () => {
  const sender = await makeAccount()
  const fileId = await created(sender)
  await append(sender, fileId, 0, text.slice(0, 20))
  expect(await takeArrived(sender, fileId, sha256)).toEqual({
    kind: 'refused',
    reason: `Only 20 of ${text.length} bytes arrived. Nothing was imported. Choose the file again.`,
  })
  expect((await append(sender, fileId, 20, text.slice(20))).status).toBe(204)
  orThrow(await takeArrived(sender, fileId, sha256))
})

test('what arrived and is not what was sent is refused, and nothing of it is kept', async () => {
  const sender = await makeAccount()
  const fileId = await created(sender)
  await append(sender, fileId, 0, text.replace('Bo', 'Eo'))
  const answer = await takeArrived(sender, fileId, sha256)
  expect(answer).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/^What arrived is not what was sent/),
  })
  expect(traces(fileId)).toEqual([])
  expect(await db().file.count({ where: { accountId: sender.accountId } })).toBe(0)
})

test('a file that is no list is refused, and nothing of it is kept', async () => {
  const sender = await makeAccount()
  const page = '<html></html>'
  const fileId = await created(sender, { bytes: page.length })
  await append(sender, fileId, 0, page)
  const hash = createHash('sha256').update(page).digest('hex')
  expect(await takeArrived(sender, fileId, hash)).toMatchObject({ kind: 'refused' })
  expect(traces(fileId)).toEqual([])
})

test('a file on its way is there for its sender alone', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const colleague = { ...owner, userId: other.userId }
  const elsewhere = { ...owner, accountId: other.accountId }
  const fileId = await created(owner)
  for (const stranger of [other, colleague, elsewhere]) {
    expect((await tus(stranger, `${url}/${fileId}`, 'HEAD')).status).toBe(404)
    expect((await append(stranger, fileId, 0, text)).status).toBe(404)
    expect((await tus(stranger, `${url}/${fileId}`, 'DELETE')).status).toBe(404)
  }
  await append(owner, fileId, 0, text)
  for (const stranger of [other, colleague, elsewhere])
    expect(await takeArrived(stranger, fileId, sha256)).toMatchObject({ kind: 'refused' })
  orThrow(await takeArrived(owner, fileId, sha256))
  for (const stranger of [other, colleague, elsewhere])
    expect(await takeArrived(stranger, fileId, sha256)).toMatchObject({ kind: 'refused' })
})

test('who sends it is not believed to the sender', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const base64 = (value: string) => Buffer.from(value).toString('base64')
  const more = `,account ${base64(other.accountId)},user ${base64(other.userId)}`
  const fileId = await created(owner, { more })
  expect((await tus(other, `${url}/${fileId}`, 'HEAD')).status).toBe(404)
  expect((await tus(owner, `${url}/${fileId}`, 'HEAD')).status).toBe(200)
})

test('too large a file is refused by its name and size before a byte is taken', async () => {
  process.env.LIMIT_FILE_BYTES = '1000'
  readEnvAgain()
  const sender = await makeAccount()
  await (await create(sender, { bytes: 10 })).text()
  const before = readdirSync(arrivingFolder())
  const answer = await create(sender, { name: 'huge.csv', bytes: 1_400 })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toEqual({
    reason: 'huge.csv is 1.4 kB. The most is 1 kB. Split it into two files.',
  })
  expect(readdirSync(arrivingFolder())).toEqual(before)
})

test('one person has at most twenty files on their way', async () => {
  const sender = await makeAccount()
  for (let n = 0; n < 20; n++) await created(sender)
  const answer = await create(sender)
  expect(answer.status).toBe(429)
  expect((await create(await makeAccount())).status).toBe(201)
})

test('what a person leaves without importing it has an end', async () => {
  process.env.LIMIT_FILE_BYTES = String(text.length)
  readEnvAgain()
  const sender = await makeAccount()
  for (let n = 0; n < 10; n++) orThrow(await takeArrived(sender, await arrived(sender), sha256))
  const answer = await create(sender)
  expect(answer.status).toBe(429)
  expect(await answer.json()).toEqual({
    reason: `You have 10 files of ${10 * text.length} bytes that are not imported yet. Import or remove some of them, then choose the file again.`,
  })
  expect((await create(await makeAccount())).status).toBe(201)
})

test('the name of a file is only a name', async () => {
  const sender = await makeAccount()
  const fileId = await arrived(sender, { name: '../../etc/\u202espring\0.csv' })
  expect(orThrow(await takeArrived(sender, fileId, sha256)).name).toBe('spring.csv')
})

test('a file that is let go is gone', async () => {
  const sender = await makeAccount()
  const fileId = await arrived(sender)
  expect((await tus(sender, `${url}/${fileId}`, 'DELETE')).status).toBe(204)
  expect(traces(fileId)).toEqual([])
})
