import type { Job } from '../jobs/loop'
import { log } from '../log'
import { bookFailure, type ClaimedImport, claimImport, releaseImport } from './claim'
import type { AtEnd } from './close'
import { type RunOptions, runImport } from './run'
import { troubleOf } from './trouble'
import { startTurn } from './turn'

/** The next import that is due, as a job. `only`: just this one. Null when nothing is due. */
export async function nextImportJob(
  atEnd: AtEnd,
  only?: Parameters<typeof claimImport>[0],
): Promise<Job | null> {
  const claim = await claimImport(only)
  if (!claim) return null
  const turnIsOver = only ? undefined : startTurn(claim.accountId)
  return {
    name: `import #${claim.number}`,
    run: (signal) => runClaimed(claim, { atEnd, signal, turnIsOver }),
  }
}

async function runClaimed(claim: ClaimedImport, options: RunOptions): Promise<void> {
  const about = { account: claim.accountId, import: claim.number, fence: claim.fence }
  log.info({ ...about, cursor: claim.cursorRow }, 'import taken up')
  try {
    const end = await runImport(claim, options)
    if (end === 'stopped' || end === 'gave way') await releaseImport(claim)
    log.info(about, `import ${end}`)
  } catch (error) {
    log.error(
      { ...about, err: error },
      'import failed in the middle of a batch; nothing of that batch is kept',
    )
    await bookFailure(
      claim,
      troubleOf(error),
      'The server had a problem that trying again did not solve. You can import the rest later.',
    )
  }
}
