import { pathToFileURL } from 'node:url'
import { closeDatabase } from './db/client'
import { giveWay } from './db/give-way'
import { sweepCleanedEmails } from './deleted-emails/mutations'
import { env } from './env'
import { nextExportJob } from './exports/job'
import { sweepExports } from './exports/mutations'
import { nextCheckJob } from './imports/check-job'
import { nextImportJob } from './imports/job'
import { sweepFiles } from './imports/sweep'
import { nextUndoJob } from './imports/undo/undo-job'
import { hourly } from './jobs/hourly'
import { type Loop, startLoop } from './jobs/loop'
import { sweepDeletedLeads } from './leads/mutations'
import { log } from './log'
import { nextMailJob, nextPersonMailJob } from './mail/job'
import { sweepPersonMails } from './mail/person-claim'
import { insertReportMails } from './mail/report-mails'
import { sweepTries } from './tries/mutations'

/** The table of jobs: the one file that knows every job. */
export function startWorker(): Loop {
  return startLoop(
    [
      { name: 'imports', atATime: env().WORKER_IMPORTS, claim: () => nextImportJob(insertReportMails) },
      { name: 'checks', atATime: 2, claim: nextCheckJob },
      { name: 'undos', atATime: 1, claim: nextUndoJob },
      { name: 'mails', atATime: 1, claim: nextMailJob },
      { name: 'mails to persons', atATime: 1, claim: nextPersonMailJob },
      { name: 'old files', atATime: 1, claim: hourly('old files', sweepFiles) },
      { name: 'exports', atATime: 1, claim: nextExportJob },
      { name: 'old exports', atATime: 1, claim: hourly('old exports', sweepExports) },
      { name: 'deleted leads', atATime: 1, claim: hourly('deleted leads', sweepDeletedLeads) },
      { name: 'sweeps', atATime: 1, claim: hourly('sweeps', sweep) },
    ],
    { idleMs: 300, onError: (error, what) => log.error({ err: error }, what) },
  )
}

/** What is kept for a time only. */
async function sweep(): Promise<void> {
  await sweepCleanedEmails()
  await sweepTries()
  await sweepPersonMails()
}

/** Runs as a process: `npm run worker`. Ends after the batch in hand when told to. */
function main(): void {
  comeLast()
  const worker = startWorker()
  log.info({ imports: env().WORKER_IMPORTS }, 'worker started')
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'worker stopping after the batch in hand')
    await worker.stop()
    await closeDatabase()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** Pages come first: the worker runs at lower priority than the web server. */
function comeLast(): void {
  try {
    giveWay()
  } catch (error) {
    log.debug({ err: error }, 'could not lower the priority')
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
