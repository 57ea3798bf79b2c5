import { addMember } from '../../lib/accounts/mutations'
import { createCampaign } from '../../lib/campaigns/mutations'
import { db, pool } from '../../lib/db/client'
import { type AccountId, type EmailKey, type LeadId, newId, type UserId } from '../../lib/db/ids'
import { cleanList } from '../../lib/deleted-emails/mutations'
import { checkDraft } from '../../lib/imports/draft-check'
import { receiveFile } from '../../lib/imports/mutations'
import { inviteMembers } from '../../lib/invitations/mutations'
import { deleteLeads } from '../../lib/leads/mutations'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, until } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import type { Person } from '../fixtures'
import type { World } from './expected'

/** Stands in everything the account holds; nobody from outside may ever read it. */
export const secret = 'zq7secret'

/** An account with one of everything, at rest: its import, mails and check have ended. */
export async function makeWorld(admin: Person, member: Person): Promise<World & { accountId: AccountId }> {
  const { accountId, slug, userId } = await makeAccount({
    email: admin.email,
    name: `${secret} Ltd`,
    plan: 'growth',
  })
  const owner = { accountId, userId }
  await addMember({ accountId, userId: member.userId, role: 'member' })
  const campaign = orThrow(
    await createCampaign(accountId, { name: `${secret} campaign`, rejects: ['risky'] }),
  )
  const [leadId, deletedLeadId, cleanedId, goneId, spareLeadId] = await makeLeads(accountId, [
    { email: `${secret}-lead@acme.test`, company: secret },
    { email: `${secret}-deleted@acme.test` },
    { email: `${secret}-cleaned@acme.test` },
    { email: 'gone@acme.test' as EmailKey },
    { email: `${secret}-spare@acme.test` },
  ])
  const forGood = (id: LeadId) => deleteLeads(accountId, userId, { leadIds: [id], permanently: true })
  orThrow(await forGood(cleanedId!))
  const cleaned = orThrow(await cleanList(accountId, userId))
  orThrow(await forGood(goneId!))
  const { change } = orThrow(
    await deleteLeads(accountId, userId, { leadIds: [deletedLeadId!], permanently: false }),
  )
  const text = `Email,Company\n${secret}-row@acme.test,${secret}\nno-at.${secret},${secret}\n`
  const number = await makeImport(owner, text, { name: `${secret}.csv`, campaignId: campaign.id })
  const freshFileId = await receive(owner)
  const { checkId } = orThrow(await checkDraft(accountId, userId, { fileId: freshFileId, again: true }))
  const invited = {
    accountId,
    by: userId,
    emails: [`${secret}-${newId()}@acme.test`],
    role: 'member',
  } as const
  orThrow(await inviteMembers(invited))
  await until(async () => (await db().mail.count({ where: { accountId, status: 'sent' } })) >= 2)
  await until(async () => (await db().import.count({ where: { accountId, finishedAt: null } })) === 0)
  await until(
    async () =>
      (await db().check.count({ where: { accountId, status: { in: ['queued', 'running'] } } })) === 0,
  )
  const [invitation, mail, made] = await Promise.all([
    db().invitation.findFirstOrThrow({ where: { accountId } }),
    db().mail.findFirstOrThrow({ where: { accountId, importNumber: number } }),
    db().import.findFirstOrThrow({ where: { accountId, number } }),
  ])
  return {
    accountId,
    slug,
    number,
    fileId: made.fileId,
    freshFileId,
    checkId,
    mailId: mail.id,
    leadId: leadId!,
    spareLeadId: spareLeadId!,
    campaignId: campaign.id,
    memberId: member.userId,
    invitationId: invitation.id,
    cleanAuditId: cleaned.undo!,
    deletedLeadId: deletedLeadId!,
    change,
  }
}

async function receive({ accountId, userId }: { accountId: AccountId; userId: UserId }): Promise<string> {
  const stream = new Blob([`Email\n${secret}-fresh@acme.test\n`]).stream()
  const name = `${secret}-fresh.csv`
  return orThrow(await receiveFile(accountId, userId, { name, stream, bytesDeclared: null })).fileId
}

/** Every row of the account in every table, as one line per table: whatever was changed shows. */
export async function stateOf(accountId: AccountId): Promise<Record<string, string>> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE column_name = 'account_id' AND table_schema = 'public' ORDER BY 1`,
  )
  const state: Record<string, string> = {}
  for (const { name } of [...rows, { name: 'accounts' }]) {
    const key = name === 'accounts' ? 'id' : 'account_id'
    const found = await pool().query<{ state: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS state
       FROM ${name} t WHERE ${key} = $1`,
      [accountId],
    )
    state[name] = found.rows[0]?.state ?? ''
  }
  return state
}
