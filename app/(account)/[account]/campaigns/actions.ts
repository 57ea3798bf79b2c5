'use server'
import { refresh } from 'next/cache'
import { z } from 'zod'
import type { MadeCampaign } from '@/components/campaigns/new-campaign'
import { type Rejectable, rejectsSchema } from '@/components/campaigns/rejects'
import type { RenameState } from '@/components/settings/name-form'
import { requireActor } from '@/lib/auth/session'
import { addLeadsToCampaign } from '@/lib/campaigns/add-leads'
import {
  archiveCampaign,
  createCampaign,
  removeFromCampaign,
  renameCampaign,
  setRejects,
  unarchiveCampaign,
} from '@/lib/campaigns/mutations'
import type { CampaignId, LeadId } from '@/lib/db/ids'
import { formStateOf, formTexts } from '@/lib/form'
import { done, type Result, refused } from '@/lib/result'

const notUnderstood = refused('This was not understood. Reload the page and try again.')
const campaignId = z.uuid()
const leadIds = z.array(z.uuid()).min(1).max(1_000)
const newCampaignSchema = z.strictObject({ name: z.string().max(1_000), rejects: rejectsSchema })

/** Makes a campaign. Any member may. */
export async function createCampaignAction(slug: string, input: unknown): Promise<Result<MadeCampaign>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = newCampaignSchema.safeParse(input)
  if (!parsed.success) return notUnderstood
  const made = await createCampaign(accountId, { ...parsed.data, userId })
  return made.kind === 'done' ? done({ ...made.value, rejects: parsed.data.rejects }) : made
}

/** Gives a campaign another name. Any member may. */
export async function renameCampaignAction(
  slug: string,
  id: unknown,
  _state: RenameState,
  form: FormData,
): Promise<RenameState> {
  const { accountId, userId } = await requireActor(slug)
  const values = formTexts(form, ['name'])
  const parsed = campaignId.safeParse(id)
  if (!parsed.success) return { reason: notUnderstood.reason, values }
  const result = await renameCampaign(accountId, userId, parsed.data as CampaignId, values.name)
  if (result.kind !== 'done') return formStateOf(result, values)
  refresh()
  return { renamedTo: result.value.name }
}

/** Says which leads a campaign rejects as not valid. Any member may. */
export async function setRejectsAction(
  slug: string,
  id: unknown,
  rejects: unknown,
): Promise<Result<{ rejects: Rejectable[] }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = z.tuple([campaignId, rejectsSchema]).safeParse([id, rejects])
  if (!parsed.success) return notUnderstood
  const [campaign, statuses] = parsed.data
  const result = await setRejects(accountId, userId, campaign as CampaignId, statuses)
  refresh()
  return result
}

/** Puts a campaign away. Any member may. */
export async function archiveCampaignAction(slug: string, id: unknown): Promise<Result> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = campaignId.safeParse(id)
  if (!parsed.success) return notUnderstood
  const result = await archiveCampaign(accountId, userId, parsed.data as CampaignId)
  refresh()
  return result
}

/** Takes a campaign up again. Any member may. */
export async function unarchiveCampaignAction(slug: string, id: unknown): Promise<Result> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = campaignId.safeParse(id)
  if (!parsed.success) return notUnderstood
  const result = await unarchiveCampaign(accountId, userId, parsed.data as CampaignId)
  refresh()
  return result
}

/** Takes leads out of a campaign. Any member may. */
export async function removeFromCampaignAction(
  slug: string,
  id: unknown,
  leads: unknown,
): Promise<Result<{ removed: number }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = z.tuple([campaignId, leadIds]).safeParse([id, leads])
  if (!parsed.success) return notUnderstood
  const [campaign, ids] = parsed.data
  const result = await removeFromCampaign(accountId, userId, campaign as CampaignId, ids as LeadId[])
  refresh()
  return result
}

/** Adds leads to a campaign whatever their email status: somebody who saw it says so. Any member may. */
export async function addAnywayAction(
  slug: string,
  id: unknown,
  leads: unknown,
): Promise<Result<{ added: number }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = z.tuple([campaignId, leadIds]).safeParse([id, leads])
  if (!parsed.success) return notUnderstood
  const [campaign, ids] = parsed.data
  const chosen = { leadIds: ids as LeadId[], anyway: true } as const
  const result = await addLeadsToCampaign(accountId, userId, campaign as CampaignId, chosen)
  refresh()
  return result.kind === 'done' ? done({ added: result.value.added }) : result
}
