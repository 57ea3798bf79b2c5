import { db } from '../db/client'
import type { FileId } from '../db/ids'
import { done, type Result, refused } from '../result'
import { type Arrival, arrivalOf, arrivingPath, removeArrival, type Sender } from './arriving'
import { fileFactsSchema } from './file-facts'
import { adoptFile, fileExists, isDiskFull, removeFile } from './files'
import { lostFile } from './lost-file'
import { cutShort, keepFile, noRoom, type ReceivedFile } from './mutations'

/** Readings under way. */
const readings = new Map<string, Promise<Result<ReceivedFile>>>()

/**
 * Takes in a file that has arrived: its bytes are counted and hashed here and compared with what the sender had, then
 * it is read once through and kept. Asked again, also at the same time, it gives the same answer. Refused with a
 * sentence otherwise, and then nothing is kept, except what is still on its way.
 * @param sha256 of the file as the sender has it, in hex
 */
export function takeArrived(sender: Sender, fileId: FileId, sha256: string): Promise<Result<ReceivedFile>> {
  const key = `${sender.accountId} ${sender.userId} ${fileId}`
  const known = readings.get(key)
  if (known) return known
  const reading = take(sender, fileId, sha256).finally(() => readings.delete(key))
  readings.set(key, reading)
  return reading
}

async function take(sender: Sender, fileId: FileId, sha256: string): Promise<Result<ReceivedFile>> {
  const received = await findReceived(sender, fileId)
  if (received) return done(received)
  const arrival = await arrivalOf(sender, fileId)
  if (!arrival) return refused(lostFile.chooseAgain)
  if (arrival.bytes < arrival.bytesDeclared && !(await fileExists(fileId)))
    return refused(cutShort(arrival.bytes, arrival.bytesDeclared))
  const answer = await keep(sender, fileId, { ...arrival, sha256 })
  await removeArrival(fileId)
  return answer
}

type Declared = Arrival & { sha256: string }

async function keep(
  { accountId, userId }: Sender,
  fileId: FileId,
  { name, bytesDeclared, sha256 }: Declared,
): Promise<Result<ReceivedFile>> {
  try {
    const stored = await adoptFile(fileId, arrivingPath(fileId))
    if (stored.bytes === bytesDeclared && stored.sha256 === sha256)
      return await keepFile({ accountId, userId, fileId, name, ...stored }, {})
    await removeFile(fileId)
    return refused(
      `What arrived is not what was sent: ${name} changed meanwhile, or was damaged on the way. Nothing was imported. Choose the file again.`,
    )
  } catch (error) {
    if (!isDiskFull(error)) throw error
    await removeFile(fileId)
    return refused(noRoom)
  }
}

async function findReceived({ accountId, userId }: Sender, fileId: FileId): Promise<ReceivedFile | null> {
  const found = await db().file.findUnique({
    where: { accountId_id: { accountId, id: fileId }, userId },
    select: { name: true, bytes: true, sha256: true, facts: true },
  })
  if (!found) return null
  const { name, bytes, sha256 } = found
  return { fileId, name, bytes: Number(bytes), sha256, facts: fileFactsSchema.parse(found.facts) }
}
