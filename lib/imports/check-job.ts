import type { Job } from '../jobs/loop'
import { log } from '../log'
import { type CheckStage, checkFile, TooManyRepeats } from './check'
import { type ClaimedCheck, claimCheck, endCheck, releaseCheck, saveProgress } from './check-claim'
import { fileExists, rowsPath } from './files'
import { lostFile } from './lost-file'
import { troubleOf } from './trouble'

const saveEveryMs = 400
/** Times a check is taken up before it is given up. */
const takenUpMax = 3

/** The next check that is due, as a job. Null when none is. */
export async function nextCheckJob(): Promise<Job | null> {
  const check = await claimCheck()
  return check && { name: `check ${check.id}`, run: (signal) => runClaimed(check, signal) }
}

/** A check that is killed is taken up again and begins anew: it has written nothing. */
async function runClaimed(check: ClaimedCheck, signal: AbortSignal): Promise<void> {
  const about = { account: check.accountId, check: check.id, fence: check.fence }
  if (check.fence > takenUpMax) return endCheck(check, { failure: stopped })
  if (!(await fileExists(check.fileId))) return endCheck(check, { failure: lostFile.nothingImported })
  const ours = watch(check)
  try {
    const { fileId, facts, options } = check
    const path = rowsPath(fileId, facts)
    const result = await checkFile(
      check.accountId,
      { path, facts, ...options },
      { signal: AbortSignal.any([signal, ours.signal]), onProgress: ours.onProgress },
    )
    await endCheck(check, { result })
    log.info({ ...about, emailsKept: result.emailsKept }, 'check done')
  } catch (error) {
    if (ours.signal.aborted) return log.info(about, 'check was cancelled or replaced')
    if (signal.aborted) return releaseCheck(check, 0)
    if (error instanceof TooManyRepeats) return endCheck(check, { failure: tooManyRepeats })
    log.error({ ...about, err: error }, 'check failed')
    await (troubleOf(error).passes ? releaseCheck(check, 1) : endCheck(check, { failure: stopped }))
  } finally {
    ours.stop()
  }
}

const stopped = 'The check stopped. Nothing was imported.'
const tooManyRepeats =
  'Too many emails of this file stand in it more than once to be checked. Nothing was imported. You can import it without the check.'

/** Saves the progress now and then; its signal fires when the check is no longer ours. */
function watch(check: ClaimedCheck) {
  const lost = new AbortController()
  let progress: { stage: CheckStage; rows: number } = { stage: 'reading', rows: 0 }
  let saving = false
  const save = async () => {
    if (saving) return
    saving = true
    const ours = await saveProgress(check, progress).catch(() => true) // trouble of the database shows in the pass too
    saving = false
    if (!ours) lost.abort()
  }
  const timer = setInterval(() => void save(), saveEveryMs)
  timer.unref()
  return {
    signal: lost.signal,
    onProgress: (stage: CheckStage, rows: number) => {
      progress = { stage, rows }
    },
    stop: () => clearInterval(timer),
  }
}
