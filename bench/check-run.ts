import { createReadStream } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { checkProgress, startCheck } from '../lib/imports/checks'
import { receiveFile } from '../lib/imports/mutations'
import { orThrow } from '../prisma/factories/or-throw'
import type { Owner } from './import-run'
import { mapping } from './lead-data'

/** Has the file checked by a worker that waits already. Seconds from "start" to "check ready". */
export async function timeCheck({ accountId, userId }: Owner, path: string): Promise<number> {
  const given = { name: 'bench.csv', stream: createReadStream(path), bytesDeclared: null }
  const { fileId } = orThrow(await receiveFile(accountId, userId, given))
  const start = performance.now()
  const toCheck = { fileId, mapping, update: false, blankCells: 'keep', campaignId: null } as const
  const { checkId } = orThrow(await startCheck(accountId, userId, { ...toCheck, mapping }))
  while (true) {
    const progress = await checkProgress(accountId, checkId)
    if (progress?.status === 'done') return (performance.now() - start) / 1000
    if (progress === null || progress.status === 'failed') throw new Error('The check failed.')
    await pause(20)
  }
}
