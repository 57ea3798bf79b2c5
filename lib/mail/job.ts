import type { Job } from '../jobs/loop'
import { claimDueMail } from './claim'
import { deliverMail } from './deliver'

/** The next mail that is due, as a job: one try. Null when nothing is due. */
export async function nextMailJob(): Promise<Job | null> {
  const claimed = await claimDueMail()
  return claimed && { name: `mail ${claimed.subjectKey}`, run: () => deliverMail(claimed) }
}
