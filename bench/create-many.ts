import { db } from '../lib/db/client'
import { newId } from '../lib/db/ids'
import type { EmailStatus } from '../lib/leads/email-status'
import { makeAccount } from '../prisma/factories/account'
import { leadCells } from './lead-data'

const chunk = 1_000

/** The usual way: Prisma createMany with skipDuplicates, a thousand leads a call, no ledger. Seconds. */
export async function timeCreateMany(count: number): Promise<number> {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const start = performance.now()
  for (let from = 1; from <= count; from += chunk) {
    const data = Array.from({ length: Math.min(chunk, count - from + 1) }, (_, i) => {
      const [email, firstName, lastName, company, title, phone, status, City, Country, Website] = leadCells(
        from + i,
      )
      const emailStatus = (status || 'not_verified') as EmailStatus
      const custom = { City: City!, Country: Country!, Website: Website! }
      return {
        accountId,
        id: newId(),
        email: email!,
        firstName,
        lastName,
        company,
        title,
        phone,
        emailStatus,
        custom,
      }
    })
    await db().lead.createMany({ data, skipDuplicates: true })
  }
  return (performance.now() - start) / 1000
}
