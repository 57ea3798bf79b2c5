'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { InviteState } from '@/components/settings/invite-form'
import { requireActor } from '@/lib/auth/session'
import type { UserId } from '@/lib/db/ids'
import { fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { inviteAgain, inviteMembers, revokeInvitation } from '@/lib/invitations/mutations'
import { inviteSchema } from '@/lib/invitations/schema'
import { changeRole, removeMember } from '@/lib/members/mutations'
import { type Result, refused } from '@/lib/result'

const notUnderstood = 'This was not understood. Reload the page and try again.'

/** Invites one person or several by email. Admins only. */
export async function inviteAction(slug: string, _state: InviteState, form: FormData): Promise<InviteState> {
  const { accountId, userId, role } = await requireActor(slug)
  const values = formTexts(form, ['emails', 'role'])
  if (role !== 'admin') return { reason: 'Only an admin can invite people.', values }
  const parsed = inviteSchema.safeParse(values)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const result = await inviteMembers({ accountId, by: userId, ...parsed.data })
  if (result.kind !== 'done') return formStateOf(result, values)
  refresh()
  return { sent: result.value }
}

const invitationSchema = z.strictObject({ id: z.uuid(), deed: z.enum(['again', 'withdraw']) })

/** Mails an invitation anew, or withdraws it. Admins only. */
export async function invitationAction(slug: string, input: unknown): Promise<Result> {
  const { accountId, userId, role } = await requireActor(slug)
  if (role !== 'admin') return refused('Only an admin can change invitations.')
  const parsed = invitationSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const { id, deed } = parsed.data
  const result = await (deed === 'again' ? inviteAgain : revokeInvitation)(accountId, userId, id)
  refresh()
  return result
}

const roleSchema = z.strictObject({ userId: z.uuid(), role: z.enum(['admin', 'member']) })

/** Makes a member admin, or an admin member. Admins only. */
export async function changeRoleAction(slug: string, input: unknown): Promise<Result> {
  const { accountId, userId: by, role } = await requireActor(slug)
  if (role !== 'admin') return refused('Only an admin can change roles.')
  const parsed = roleSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const deed = { accountId, by, userId: parsed.data.userId as UserId, role: parsed.data.role }
  const result = await changeRole(deed)
  refresh()
  return result.kind === 'done' ? { kind: 'done', value: undefined } : result
}

/** Takes a member out of the account. Admins only. */
export async function removeMemberAction(slug: string, input: unknown): Promise<Result> {
  const { accountId, userId: by, role } = await requireActor(slug)
  if (role !== 'admin') return refused('Only an admin can remove members.')
  const userId = z.uuid().safeParse(input)
  if (!userId.success || userId.data === by) return refused(notUnderstood)
  const result = await removeMember({ accountId, by, userId: userId.data as UserId })
  refresh()
  return result
}

/** Leaves the account. Everyone may, the last admin apart. */
export async function leaveAction(slug: string): Promise<Result> {
  const { accountId, userId } = await requireActor(slug)
  const result = await removeMember({ accountId, by: userId, userId })
  if (result.kind !== 'done') return result
  redirect('/accounts')
}
