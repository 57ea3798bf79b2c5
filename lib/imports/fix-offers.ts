import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { FamilyMember } from './family'
import { codesOfFix, type FixKind, type FixOffer, fixKinds, mayFix } from './fix'
import type { RejectionCode } from './outcome'
import type { Report } from './report'
import { rowsTaken } from './taken'
import { countFitting, countSuggested } from './untaken'

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
  const kinds = fixKinds.filter((kind) => kind !== 'join_campaign' || asked.hasCampaign)
  const offered = kinds.flatMap((kind) =>
    codesOfFix[kind].map((code): Offered => ({ kind, code, rows: left.get(code) ?? 0 })),
  )
  return Promise.all(offered.filter(({ rows }) => rows > 0).map((one) => offerOf(accountId, asked, one)))
}

function takenOf({ members, number }: Asked, code: RejectionCode): number {
  let rows = 0
  for (const { parentNumber, taken } of members)
    if (parentNumber === number && taken)
      rows += rowsTaken({ rejected: { [code]: taken.rejected[code] ?? {} }, notProcessed: 0 })
  return rows
}

type Offered = { kind: FixKind; code: RejectionCode; rows: number }

async function offerOf(accountId: AccountId, asked: Asked, offered: Offered): Promise<FixOffer> {
  const { kind, code, rows } = offered
  const offer: FixOffer = { ...offered, now: null, blocked: null }
  switch (kind) {
    case 'room':
      return { ...offer, now: await countFitting(accountId, { number: asked.number, rows }) }
    case 'edit':
      return code === 'email_invalid'
        ? { ...offer, now: await countSuggested(accountId, asked.number) }
        : offer
    case 'release': {
      if (mayFix('release', asked.role) || !(await anyListed(accountId))) return offer
      return { ...offer, blocked: adminsOnly(asked.admins) }
    }
    default:
      return offer
  }
}

async function anyListed(accountId: AccountId): Promise<boolean> {
  const asked = 'SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1'
  return (await pool().query(asked, [accountId])).rowCount === 1
}

function adminsOnly(admins: readonly string[]): string {
  return `Only an admin can take these emails off the list. Admins: ${admins.join(', ')}.`
}
