'use server'
import { z } from 'zod'
import { newImportSchema } from '@/components/imports/new-import-schema'
import { requireActor } from '@/lib/auth/session'
import type { CampaignId, FileId, UserId } from '@/lib/db/ids'
import { saveDraft } from '@/lib/imports/file-draft'
import { chosenSchema } from '@/lib/imports/file-facts'
import { fixKinds } from '@/lib/imports/fix'
import { type Fix, startFix } from '@/lib/imports/fixes'
import { requestCancel, startImport } from '@/lib/imports/mutations'
import { rereadFile } from '@/lib/imports/reread'
import { startRest } from '@/lib/imports/rest'
import { discardFile } from '@/lib/imports/sweep'
import { startUndo } from '@/lib/imports/undo/undo-start'
import type { Verdict } from '@/lib/imports/verdict'
import { verifyOnce } from '@/lib/imports/verify-once'
import { resendMail, sendReportTo } from '@/lib/mail/report-mails'
import { done, type Result, refused } from '@/lib/result'

const importNumber = z.int().positive()
const correctedSchema = z.record(z.string().regex(/^[1-9]\d{0,8}$/u), z.string().max(1_000))
const notUnderstood = refused('This was not understood. Reload the page and try again.')

/** Keeps what was chosen for a file on the pages of New import. */
export async function saveDraftAction(slug: string, fileId: unknown, patch: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(fileId)
  return parsed.success ? saveDraft(member.accountId, parsed.data, patch) : notUnderstood
}

/** Reads a received file again as a person chose: encoding, separator, header row, sheet. */
export async function rereadFileAction(slug: string, fileId: unknown, chosen: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(fileId)
  const choice = chosenSchema.safeParse(chosen)
  if (!parsed.success || !choice.success) return notUnderstood
  const read = await rereadFile(member.accountId, parsed.data as FileId, choice.data)
  return read.kind === 'done' ? done() : read
}

/** Removes a file that was received and not imported. */
export async function discardFileAction(slug: string, fileId: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(fileId)
  return parsed.success ? discardFile(member.accountId, parsed.data as FileId) : notUnderstood
}

/** Starts an import of a file that was received; asked again for the same file it gives the same number. */
export async function startImportAction(slug: string, input: unknown): Promise<Result<{ number: number }>> {
  const member = await requireActor(slug)
  const parsed = newImportSchema.safeParse(input)
  if (!parsed.success) return notUnderstood
  const { fileId, campaignId, ...rest } = parsed.data
  return startImport(member.accountId, member.userId, {
    ...rest,
    startKey: fileId,
    remember: true,
    fileId: fileId as FileId,
    campaignId: campaignId as CampaignId | null,
  })
}

/** Asks a running import to stop. */
export async function cancelImportAction(slug: string, number: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = importNumber.safeParse(number)
  return parsed.success ? requestCancel(member.accountId, parsed.data, member.userId) : notUnderstood
}

/** Imports the rows that a stopped import did not process; asked again it gives the same number. */
export async function startRestAction(slug: string, number: unknown): Promise<Result<{ number: number }>> {
  const member = await requireActor(slug)
  const parsed = importNumber.safeParse(number)
  return parsed.success ? startRest(member.accountId, member.userId, parsed.data) : notUnderstood
}

/** Takes rejected rows of an import up again; asked again it gives the same number. */
export async function startFixAction(
  slug: string,
  number: unknown,
  kind: unknown,
): Promise<Result<{ number: number }>> {
  const member = await requireActor(slug)
  const parsed = z.object({ number: importNumber, kind: z.enum(fixKinds) }).safeParse({ number, kind })
  if (!parsed.success) return notUnderstood
  const fix: Fix =
    parsed.data.kind === 'edit' ? { kind: 'edit', emails: 'suggested' } : { kind: parsed.data.kind }
  return startFix(member.accountId, member, parsed.data.number, fix)
}

/** Re-runs rows with their emails corrected: `emails` is row → address. */
export async function correctRowsAction(
  slug: string,
  number: unknown,
  emails: unknown,
): Promise<Result<{ number: number }>> {
  const member = await requireActor(slug)
  const parsed = z.object({ number: importNumber, emails: correctedSchema }).safeParse({ number, emails })
  if (!parsed.success) return notUnderstood
  const rows = new Map(Object.entries(parsed.data.emails).map(([row, email]) => [Number(row), email]))
  return startFix(member.accountId, member, parsed.data.number, { kind: 'edit', emails: rows })
}

/** Takes an import back, or takes that back; asked again it is the same. */
export async function startUndoAction(
  slug: string,
  number: unknown,
  kind: unknown,
): Promise<Result<{ undo: number }>> {
  const member = await requireActor(slug)
  const parsed = z
    .object({ number: importNumber, kind: z.enum(['undo', 'redo']) })
    .safeParse({ number, kind })
  if (!parsed.success) return notUnderstood
  return startUndo(member.accountId, member.userId, parsed.data.number, parsed.data.kind)
}

/** Recounts an import. */
export async function verifyImportAction(slug: string, number: unknown): Promise<Result<Verdict[]>> {
  const member = await requireActor(slug)
  const parsed = importNumber.safeParse(number)
  if (!parsed.success) return notUnderstood
  const verdicts = await verifyOnce(member.accountId, parsed.data)
  return verdicts ? done(verdicts) : refused('There is no such import.')
}

/** Sends an emailed report again. */
export async function resendMailAction(slug: string, mailId: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.uuid().safeParse(mailId)
  return parsed.success ? resendMail(member.accountId, parsed.data) : notUnderstood
}

/** Sends the report of an import to another member. */
export async function sendReportAction(slug: string, number: unknown, userId: unknown): Promise<Result> {
  const member = await requireActor(slug)
  const parsed = z.object({ number: importNumber, userId: z.uuid() }).safeParse({ number, userId })
  if (!parsed.success) return notUnderstood
  return sendReportTo(member.accountId, parsed.data.number, parsed.data.userId as UserId)
}
