import { mkdirSync } from 'node:fs'
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import { MemoryLocker, Server } from '@tus/server'
import { z } from 'zod'
import { type AccountId, type FileId, newId, type UserId } from '../db/ids'
import { env } from '../env'
import { waitingFiles } from './file-draft'
import { fileName } from './file-name'
import { refusalOfSize, sizeText } from './file-size'
import { sizeLimits } from './limits'
import { noRoom } from './mutations'

/** Who sends a file. A file on its way is theirs alone: to anybody else it is not there. */
export type Sender = { accountId: AccountId; userId: UserId }

/** A file on its way: the tus protocol keeps this beside the bytes that have arrived. */
const arrivalSchema = z.object({
  size: z.number().int().nonnegative(),
  metadata: z.object({ account: z.uuid(), user: z.uuid(), name: z.string() }),
})

/** A file of a sender on its way, or just arrived. */
export type Arrival = { name: string; bytesDeclared: number; bytes: number }

/** Files that one person may have on their way at a time, in all their accounts. */
const arrivalsMax = 20
/** What one person may leave in an account without importing it, in files of the largest size. */
const waitingFilesMax = 10
/** Bytes that stay free on the disk, so that what else lives there can go on. */
const bytesFreeMin = 200_000_000

/** Where the bytes of a file lie while it is on its way. */
export function arrivingPath(fileId: FileId): string {
  return path.join(arrivingFolder(), fileId)
}

export function arrivingFolder(): string {
  return path.resolve(env().FAIRLEAD_DATA, 'arriving')
}

/** The file if it is on its way from this sender, with how much of it is here; null otherwise. */
export async function arrivalOf({ accountId, userId }: Sender, fileId: FileId): Promise<Arrival | null> {
  const text = await readFile(`${arrivingPath(fileId)}.json`, 'utf8').catch(nullWhenAbsent)
  const parsed = text === null ? null : arrivalSchema.safeParse(parseJson(text))
  if (!parsed?.success) return null
  const { size, metadata } = parsed.data
  if (metadata.account !== accountId || metadata.user !== userId) return null
  const here = await stat(arrivingPath(fileId)).catch(nullWhenAbsent)
  return { name: metadata.name, bytesDeclared: size, bytes: here?.size ?? 0 }
}

/** Forgets a file on its way; its bytes go with it if they are still there. */
export async function removeArrival(fileId: FileId): Promise<void> {
  await rm(arrivingPath(fileId), { force: true })
  await rm(`${arrivingPath(fileId)}.json`, { force: true })
}

/** Shared by all requests of this process: one writer per file. */
const locker = new MemoryLocker()

/**
 * Answers a request of the tus protocol (create, how much is there, more bytes, forget) for this sender. What is too
 * large, or has no room on the disk, is refused before a byte of it is taken; refusals are JSON with a `reason`.
 */
export function answerArriving(sender: Sender, request: Request): Promise<Response> {
  mkdirSync(arrivingFolder(), { recursive: true, mode: 0o700 })
  const server = new Server({
    path: new URL(request.url).pathname,
    datastore: new FileStore({ directory: arrivingFolder() }),
    locker,
    allowedOrigins: [new URL(env().FAIRLEAD_URL).origin],
    namingFunction: () => newId(),
    getFileIdFromRequest: (_, last) => z.uuid().safeParse(last).data,
    generateUrl: (created, { id }) => `${new URL(created.url).pathname}/${id}`,
    onIncomingRequest: (incoming, id) => refuseForeign(sender, incoming.method, id as FileId),
    onUploadCreate: async (_, { size, metadata }) => {
      const name = fileName(metadata?.name ?? '')
      await refuseCreation(sender, name, size ?? null)
      return { metadata: { account: sender.accountId, user: sender.userId, name } }
    },
  })
  return server.handleWeb(request as Parameters<typeof server.handleWeb>[0])
}

async function refuseForeign(sender: Sender, method: string, fileId: FileId): Promise<void> {
  if (method !== 'POST' && !(await arrivalOf(sender, fileId)))
    throw refusal(404, 'This file is not on its way. Choose it again.')
}

async function refuseCreation(sender: Sender, name: string, bytes: number | null): Promise<void> {
  if (bytes === null) throw refusal(400, 'The request does not say how large the file is.')
  const limits = sizeLimits()
  const tooLarge = refusalOfSize(name, bytes, limits)
  if (tooLarge) throw refusal(413, tooLarge)
  if ((await countOf(sender.userId)) >= arrivalsMax)
    throw refusal(
      429,
      `You have ${arrivalsMax} files on their way already. Finish or discard one of them, then choose the file again.`,
    )
  const waiting = await waitingFiles(sender.accountId, sender.userId, 1)
  if (waiting.bytes + bytes > waitingFilesMax * limits.bytesMax)
    throw refusal(
      429,
      `You have ${waiting.total} files of ${sizeText(waiting.bytes)} that are not imported yet. Import or remove some of them, then choose the file again.`,
    )
  const disk = await statfs(arrivingFolder())
  if (disk.bavail * disk.bsize < bytes + bytesFreeMin) throw refusal(507, noRoom)
}

async function countOf(userId: UserId): Promise<number> {
  const names = await readdir(arrivingFolder())
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFile(path.join(arrivingFolder(), name), 'utf8').catch(nullWhenAbsent)),
  )
  return texts.filter((text) => arrivalSchema.safeParse(parseJson(text ?? '')).data?.metadata.user === userId)
    .length
}

function refusal(status_code: number, reason: string): { status_code: number; body: string } {
  return { status_code, body: JSON.stringify({ reason }) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** For what may have been taken away meanwhile; anything else goes on up. */
function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
