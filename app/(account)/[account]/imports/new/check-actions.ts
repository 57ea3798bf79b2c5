'use server'
import { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import { cancelCheck } from '@/lib/imports/checks'
import { checkDraft, takeSuggestions } from '@/lib/imports/draft-check'
import { editEmail } from '@/lib/imports/draft-edits'
import { type Result, refused } from '@/lib/result'

const notUnderstood = refused('This was not understood. Reload the page and try again.')

const cellEditSchema = z.object({
  row: z.int().positive(),
  column: z.int().nonnegative(),
  value: z.string().max(1_000).nullable(),
})

/** Has a file checked as it is prepared so far. */
export async function startCheckAction(
  slug: string,
  fileId: unknown,
  asked: unknown,
): Promise<Result<{ checkId: string }>> {
  const member = await requireActor(slug)
  const parsed = z.object({ fileId: z.uuid(), again: z.boolean() }).safeParse({ fileId, again: asked })
  return parsed.success ? checkDraft(member.accountId, member.userId, parsed.data) : notUnderstood
}

/** Stops a check. */
export async function cancelCheckAction(slug: string, checkId: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(checkId)
  return parsed.success ? cancelCheck(member.accountId, parsed.data) : notUnderstood
}

/** Corrects the email of one row, or puts it back as the file has it. */
export async function editEmailAction(slug: string, fileId: unknown, edit: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.object({ fileId: z.uuid(), edit: cellEditSchema }).safeParse({ fileId, edit })
  return parsed.success ? editEmail(member.accountId, parsed.data.fileId, parsed.data.edit) : notUnderstood
}

/** Reads the mistyped addresses as the check suggests. */
export async function takeSuggestionsAction(slug: string, fileId: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(fileId)
  return parsed.success ? takeSuggestions(member.accountId, parsed.data) : notUnderstood
}
