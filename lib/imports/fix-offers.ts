import type { LockedAccount } from '../accounts/lock'
import { snapshot } from '../db/cursor'
import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { FamilyMember } from './family'
import { codesOfFix, type FixKind, type FixOffer, fixKinds, mayFix } from './fix'
import { rowsThatFit, suggestions } from './fix-rows'
import type { RejectionCode } from './outcome'
import type { Report } from './report'
import { rowsTaken } from './taken'

type Asked = {
  number: number
  rejections: Report['rejections']
  /** Imports that took rows of this one up again. */
  members: readonly FamilyMember[]
  hasCampaign: boolean
  role: 'admin' | 'member'
  /** The admins' names, for who is none. */
  admins: readonly string[]
}

/** What can be done about the rejected rows of an ended import that nobody took up again, reason by reason. */
export async function fixOffers(accountId: AccountId, asked: Asked): Promise<FixOffer[]> {
  const left = new Map(asked.rejections.map(({ code, count }) => [code, count - takenOf(asked, code)]))
  return snapshot(async (tx) => {
    const offers: FixOffer[] = []
    for (const kind of fixKinds) {
      if (kind === 'join_campaign' && !asked.hasCampaign) continue
      for (const code of codesOfFix[kind]) {
        const rows = left.get(code) ?? 0
        if (rows > 0) offers.push(await offerOf(tx, accountId, asked, { kind, code, rows }))
      }
    }
    return offers
  })
}

function takenOf({ members, number }: Asked, code: RejectionCode): number {
  let rows = 0
  for (const { parentNumber, taken } of members)
    if (parentNumber === number && taken)
      rows += rowsTaken({ rejected: { [code]: taken.rejected[code] ?? {} }, notProcessed: 0 })
  return rows
}

type Offered = { kind: FixKind; code: RejectionCode; rows: number }

async function offerOf(tx: Tx, accountId: AccountId, asked: Asked, offered: Offered): Promise<FixOffer> {
  const offer: FixOffer = { ...offered, fit: null, suggested: null, blocked: null }
  switch (offered.kind) {
    case 'room': {
      const { fit } = await rowsThatFit(tx, await fullness(tx, accountId), asked.number)
      return { ...offer, fit }
    }
    case 'edit': {
      if (offered.code !== 'email_invalid') return { ...offer, suggested: 0 }
      return { ...offer, suggested: (await suggestions(tx, accountId, asked.number)).size }
    }
    case 'release': {
      if (mayFix('release', asked.role) || !(await anyListed(tx, accountId))) return offer
      return { ...offer, blocked: adminsOnly(asked.admins) }
    }
    default:
      return offer
  }
}

/** How full the account is at this moment, without its lock. */
async function fullness(
  tx: Tx,
  id: AccountId,
): Promise<Pick<LockedAccount, 'id' | 'leadCount' | 'leadsMax'>> {
  const { rows } = await tx.query<{ leadCount: number; leadsMax: number | null }>(
    'SELECT lead_count AS "leadCount", leads_max AS "leadsMax" FROM accounts WHERE id = $1',
    [id],
  )
  return { id, leadCount: rows[0]?.leadCount ?? 0, leadsMax: rows[0]?.leadsMax ?? 0 }
}

async function anyListed(tx: Tx, accountId: AccountId): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1', [accountId])
  return rowCount === 1
}

function adminsOnly(admins: readonly string[]): string {
  return `Only an admin can take these emails off the list. Admins: ${admins.join(', ')}.`
}
