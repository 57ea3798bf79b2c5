import { z } from 'zod'
import { type Draft, guessesToCheck, mappingOfDraft } from '@/lib/imports/draft'
import type { ReceivedFile } from './received-file'
import type { Query } from './view-params'

export const steps = ['upload', 'columns', 'check'] as const
export type Step = (typeof steps)[number]

export const stepTitles: Record<Step, string> = { upload: 'Upload', columns: 'Columns', check: 'Check' }

/** A received file with what was chosen for it so far. */
export type WizardFile = ReceivedFile & { draft: Draft }

/** Where in New import an address leads. Without a file there is only the first step. */
export function placeOf(query: Query): { step: Step; fileId: string | null } {
  const fileId = query.file === undefined ? null : one(query.file)
  const step = steps.find((known) => known === query.step)
  return fileId === null ? { step: 'upload', fileId } : { step: step ?? 'upload', fileId }
}

/** A file's id; anything that is none is the id of no file. */
function one(value: string | string[]): string {
  const parsed = z.uuid().safeParse(value)
  return parsed.success ? parsed.data : noFile
}

const noFile = '00000000-0000-0000-0000-000000000000'

export function stepHref(slug: string, step: Step, fileId: string | null): string {
  return `/${slug}/imports/new?step=${step}${fileId === null ? '' : `&file=${fileId}`}`
}

/** Whether every column is an exact match and nothing else was chosen: then nobody needs to look at them. */
export function columnsSettled({ matches, draft }: Pick<WizardFile, 'matches' | 'draft'>): boolean {
  const mapping = mappingOfDraft(draft, matches)
  return matches.every(({ confidence, field }, at) => confidence === 'exact' && mapping[at] === field)
}

/**
 * Whether the columns can be imported as they stand: a person has seen them or need not, one holds the email, and every
 * guess was looked at.
 */
export function columnsReady(file: Pick<WizardFile, 'matches' | 'draft'>): boolean {
  const { matches, draft } = file
  const mapping = mappingOfDraft(draft, matches)
  return (
    (draft.mapping !== null || columnsSettled(file)) &&
    mapping.includes('email') &&
    guessesToCheck(matches, mapping, draft.looked).length === 0
  )
}
