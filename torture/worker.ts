import { once } from 'node:events'
import { nextImportJob } from '../lib/imports/job'
import { startLoop } from '../lib/jobs/loop'
import { log } from '../lib/log'
import { insertReportMails } from '../lib/mail/report-mails'

// The imports of lib/worker.ts without its mails: starts faster, and mails stay where they are booked. With
// WAIT_FOR_WORD it is loaded and begins when it is told to.
if (process.env.WAIT_FOR_WORD) {
  const awake = setInterval(() => {}, 1_000)
  await once(process, 'message')
  clearInterval(awake)
}
const source = { name: 'imports', atATime: 1, claim: () => nextImportJob(insertReportMails) }
const loop = startLoop([source], { idleMs: 20, onError: (error, what) => log.error({ err: error }, what) })
process.once('SIGTERM', () => void loop.stop().then(() => process.exit(0)))
