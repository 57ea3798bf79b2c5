import { addMember, createAccount } from '../lib/accounts/mutations'
import { closeDatabase } from '../lib/db/client'
import { demo } from './demo'
import { orThrow } from './factories/or-throw'
import { makePerson } from './factories/person'

/** Makes the demo account with an admin and a member, who share a password. For a database without accounts. */
export async function seed(): Promise<void> {
  const { email, memberEmail, password, plan, slug } = demo
  try {
    const userId = await makePerson(email, { name: 'Demo Admin', password })
    const memberId = await makePerson(memberEmail, { name: 'Demo Member', password })
    const { accountId } = orThrow(await createAccount({ userId, name: demo.account, slug, plan }))
    await addMember({ accountId, userId: memberId, role: 'member' })
  } finally {
    await closeDatabase()
  }
}
