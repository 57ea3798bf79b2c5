import type { Job } from '../jobs/loop'
import { claimDueMail } from './claim'
import { deliverMail } from './deliver'
import { deliverPersonMail } from './deliver-person'
import { claimDuePersonMail } from './person-claim'

/** The next mail that is due, as a job: one try. Null when nothing is due. */
export async function nextMailJob(): Promise<Job | null> {
  const claimed = await claimDueMail()
  return claimed && { name: `mail ${claimed.subjectKey}`, run: () => deliverMail(claimed) }
}

/** The next mail to a person that belongs to no account, as a job: one try. Null when nothing is due. */
export async function nextPersonMailJob(): Promise<Job | null> {
  const claimed = await claimDuePersonMail()
  return claimed && { name: `mail ${claimed.kind}`, run: () => deliverPersonMail(claimed) }
}
