'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { CheckState } from '@/components/settings/check-email'
import type { RenameState } from '@/components/settings/name-form'
import { changeSlug, renameAccount, setReportMailsToAdmins } from '@/lib/accounts/mutations'
import { newAccountSchema } from '@/lib/accounts/schema'
import { requireActor } from '@/lib/auth/session'
import type { Cleaned, CleanUndone } from '@/lib/deleted-emails/clean-undone'
import { cleanList, releaseDeletedEmail, undoCleanList } from '@/lib/deleted-emails/mutations'
import { checkDeletedEmail } from '@/lib/deleted-emails/queries'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { deleteCustomField } from '@/lib/leads/custom-fields/mutations'
import { countWithCustomField } from '@/lib/leads/custom-fields/queries'
import { emailKeySchema } from '@/lib/leads/schema'
import { done, type Result, refused } from '@/lib/result'

/** Gives the account another name. Admins only. */
export async function renameAccountAction(
  slug: string,
  _state: RenameState,
  form: FormData,
): Promise<RenameState> {
  const { accountId, userId, role } = await requireActor(slug)
  const values = formTexts(form, ['name'])
  if (role !== 'admin') return { reason: 'Only an admin can rename the account.', values }
  const parsed = newAccountSchema.safeParse(values)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const result = await renameAccount(accountId, userId, parsed.data.name)
  if (result.kind !== 'done') return formStateOf(result, values)
  refresh()
  return { renamedTo: parsed.data.name }
}

/** Gives the account another slug, and goes there. Admins only. */
export async function changeSlugAction(slug: string, _state: FormState, form: FormData): Promise<FormState> {
  const { accountId, userId, role } = await requireActor(slug)
  const values = formTexts(form, ['slug'])
  if (role !== 'admin') return { reason: 'Only an admin can change the account’s address.', values }
  const result = await changeSlug(accountId, userId, values.slug.trim().toLowerCase())
  if (result.kind !== 'done') return formStateOf(result, values)
  redirect(`/${result.value.slug}/settings/general`)
}

/** Turns the report mails to admins on or off. Admins only. */
export async function turnReportMailsAction(slug: string, input: unknown): Promise<Result> {
  const { accountId, userId, role } = await requireActor(slug)
  const on = z.boolean().safeParse(input)
  if (!on.success) return refused('This was not understood. Reload the page and try again.')
  if (role !== 'admin') return refused('Only an admin can change who gets the report.')
  const result = await setReportMailsToAdmins(accountId, userId, on.data)
  refresh()
  return result
}

const deletedEmailSchema = z.strictObject({
  email: emailKeySchema,
  deed: z.enum(['check', 'release']).catch('check'),
})

/** Says whether an email is on the deleted list (any member), or takes it off (admins only). */
export async function deletedEmailAction(
  slug: string,
  _state: CheckState,
  form: FormData,
): Promise<CheckState> {
  const { accountId, userId, role } = await requireActor(slug)
  const values = formTexts(form, ['email', 'deed'])
  const parsed = deletedEmailSchema.safeParse(values)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const { email, deed } = parsed.data
  if (deed === 'check') {
    const found = await checkDeletedEmail(accountId, email)
    const check = found.listed
      ? ({ kind: 'listed', since: found.since } as const)
      : ({ kind: 'not_listed' } as const)
    return { check: { ...check, email }, values }
  }
  if (role !== 'admin') return { reason: 'Only an admin can release an email.', values }
  const result = await releaseDeletedEmail(accountId, userId, email)
  if (result.kind !== 'done') return formStateOf(result, values)
  refresh()
  return { check: { kind: 'released', email } }
}

/** Clears the whole deleted list. Admins only. */
export async function cleanListAction(slug: string): Promise<Result<Cleaned>> {
  const { accountId, userId, role } = await requireActor(slug)
  if (role !== 'admin') return refused('Only an admin can clean the list.')
  const result = await cleanList(accountId, userId)
  refresh()
  return result
}

/** Puts back what one Clean List cleared. Admins only. */
export async function undoCleanListAction(slug: string, input: unknown): Promise<Result<CleanUndone>> {
  const { accountId, userId, role } = await requireActor(slug)
  if (role !== 'admin') return refused('Only an admin can put the list back.')
  const auditId = z.uuid().safeParse(input)
  if (!auditId.success) return refused('This was not understood. Reload the page and try again.')
  const result = await undoCleanList(accountId, userId, auditId.data)
  refresh()
  return result
}

const fieldName = z.string().min(1).max(200)

/** How many leads have a value in a custom field. Admins only: they ask before they delete it. */
export async function countCustomFieldAction(slug: string, input: unknown): Promise<Result<number>> {
  const { accountId, role } = await requireActor(slug)
  const name = fieldName.safeParse(input)
  if (!name.success) return refused('This was not understood. Reload the page and try again.')
  if (role !== 'admin') return refused('Only an admin can delete a custom field.')
  return done(await countWithCustomField(accountId, name.data))
}

/** Deletes a custom field with its values. Admins only. */
export async function deleteCustomFieldAction(
  slug: string,
  input: unknown,
): Promise<Result<{ leads: number }>> {
  const { accountId, userId, role } = await requireActor(slug)
  const name = fieldName.safeParse(input)
  if (!name.success) return refused('This was not understood. Reload the page and try again.')
  if (role !== 'admin') return refused('Only an admin can delete a custom field.')
  const result = await deleteCustomField(accountId, userId, name.data)
  refresh()
  return result
}
