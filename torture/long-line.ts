import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { AccountId, FileId, UserId } from '../lib/db/ids'
import { newId } from '../lib/db/ids'
import { startImport } from '../lib/imports/mutations'
import { getImport } from '../lib/imports/queries'
import type { Result } from '../lib/result'
import { makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { root } from '../scripts/environment'
import { hasEnded, type Started, wrongWith } from './scenario'
import { startWorkerProcess } from './worker-process'

type Received = { result: Result<{ fileId: FileId }>; grewMb: number | null }

export type LongLine = {
  /** What the file was refused with when the line is its header. */
  refusal: string
  /** By how much the memory of receiving and of importing grew, in MB; null where the system does not tell. */
  receivingMb: number | null
  importingMb: number | null
  counts: { read: number; added: number; rejected: number } | undefined
  wrong: string[]
}

/** F23: files with one line of `megabytes`, as header and as row, received and imported by processes of their own. */
export async function importLongLine(folder: string, megabytes: number): Promise<LongLine> {
  const owner = await makeAccount({ plan: 'growth' })
  const asHeader = await receive(owner, await writeLine(folder, megabytes, ''))
  const header = 'Email,First name\na@acme.test,Ana\n'
  const asRow = await receive(owner, await writeLine(folder, megabytes, header))
  const { fileId } = orThrow(asRow.result)
  const worker = startWorkerProcess({ script: 'torture/worker.ts', env: { LEASE_SECONDS: '10' } })
  try {
    const other = await makeAccount()
    const small = { ...other, number: await makeImport(other, csvOfLeads(100)) }
    await until(() => hasEnded(small))
    const before = await worker.peakMb()
    const started = await importAndWait(owner, fileId)
    const after = await worker.peakMb()
    return {
      refusal: asHeader.result.kind === 'refused' ? asHeader.result.reason : asHeader.result.kind,
      receivingMb: asRow.grewMb === null ? null : Math.max(asRow.grewMb, asHeader.grewMb ?? 0),
      importingMb: before === null || after === null ? null : after - before,
      counts: (await getImport(started.accountId, started.number))?.report.counts,
      wrong: (await wrongWith(started)).wrong,
    }
  } finally {
    await worker.remove()
  }
}

/** `head`, one line of so many megabytes, and a last row. */
async function writeLine(folder: string, megabytes: number, head: string): Promise<string> {
  const path = join(folder, `line-${megabytes}-${head.length}.csv`)
  const file = await open(path, 'w')
  const million = Buffer.alloc(1_000_000, 'x')
  await file.write(head)
  for (let n = 0; n < megabytes; n++) await file.write(million)
  await file.write('\nz@acme.test,Zoe\n')
  await file.close()
  return path
}

async function receive(
  { accountId, userId }: { accountId: AccountId; userId: UserId },
  path: string,
): Promise<Received> {
  const script = join(root, 'torture', 'receive.ts')
  const arguments_ = ['--max-old-space-size=256', '--import', 'tsx', script, accountId, userId, path]
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, { cwd: root })
  return JSON.parse(stdout) as Received
}

async function importAndWait(
  { accountId, userId }: { accountId: AccountId; userId: UserId },
  fileId: FileId,
): Promise<Started> {
  const { number } = orThrow(
    await startImport(accountId, userId, {
      startKey: newId(),
      fileId,
      mapping: ['email', 'first_name'],
      update: false,
      blankCells: 'keep',
      campaignId: null,
    }),
  )
  await until(() => hasEnded({ accountId, userId, number }))
  return { accountId, userId, number }
}
