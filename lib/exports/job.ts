import type { Job } from '../jobs/loop'
import { log } from '../log'
import { bookDone, bookFailed, bookWritten, type ClaimedExport, claimExport, releaseExport } from './claim'
import { removeExportFile, storeExport } from './files'
import { leadsCsvPieces } from './leads-csv'
import { getExport } from './queries'

/** The next export that is due, as a job. Null when nothing is due. */
export async function nextExportJob(): Promise<Job | null> {
  const claim = await claimExport()
  return claim && { name: `export ${claim.id}`, run: (signal) => runExport(claim, signal) }
}

/** Thrown to leave the file unwritten: the worker stops, or the export is another's by now. */
class LetGo extends Error {}

async function runExport(claim: ClaimedExport, signal: AbortSignal): Promise<void> {
  try {
    const written = { leads: 0 }
    const bytes = await storeExport(claim.id, claim.fence, textOf(claim, signal, written))
    const isOurs = await bookDone(claim, { written: written.leads, bytes })
    if (!isOurs) await removeWhenGone(claim)
  } catch (error) {
    if (error instanceof LetGo) {
      await releaseExport(claim)
      return
    }
    log.error({ account: claim.accountId, export: claim.id, err: error }, 'an export failed')
    await bookFailed(claim)
  }
}

/** The file, piece by piece; books how far it is after each. */
async function* textOf(claim: ClaimedExport, signal: AbortSignal, written: { leads: number }) {
  const { accountId, filter, columns } = claim
  for await (const { text, leads } of leadsCsvPieces(accountId, { which: filter, columns })) {
    if (signal.aborted || !(await bookWritten(claim, leads))) throw new LetGo()
    written.leads = leads
    yield text
  }
}

/** Another worker's file is the same as ours; that of an account deleted meanwhile must not stay. */
async function removeWhenGone({ accountId, id }: ClaimedExport): Promise<void> {
  if ((await getExport(accountId, id)) === null) await removeExportFile(id)
}
