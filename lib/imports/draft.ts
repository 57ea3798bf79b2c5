import { z } from 'zod'
import { editsSchema } from './edits'
import { type ColumnMatch, type Mapping, mappingOf, mappingSchema } from './mapping'

/** What a person chose for a file on the pages of New import, before it is imported. Stored beside the file. */
export const draftSchema = z.object({
  /** Null: as the columns were matched. */
  mapping: mappingSchema.nullable().default(null),
  update: z.boolean().default(false),
  blankCells: z.enum(['keep', 'clear']).default('keep'),
  campaignId: z.uuid().nullable().default(null),
  /** Given to every lead of the import; empty: none. */
  tag: z.string().max(200).default(''),
  /** Cells corrected on the page; changed one by one (lib/imports/draft-edits.ts). */
  edits: editsSchema.nullable().default(null),
  /** Columns whose guess a person has confirmed or changed. */
  looked: z.array(z.int().nonnegative()).max(1000).default([]),
  /** Do not begin from what was chosen for such a file before. */
  startedOver: z.boolean().default(false),
})
export type Draft = z.infer<typeof draftSchema>

/** Some of it: what is left out stays as it is. Without defaults, which would undo what was chosen before. */
export const draftPatchSchema = z.strictObject({
  mapping: mappingSchema.nullable().optional(),
  update: z.boolean().optional(),
  blankCells: z.enum(['keep', 'clear']).optional(),
  campaignId: z.uuid().nullable().optional(),
  tag: z.string().max(200).optional(),
  looked: z.array(z.int().nonnegative()).max(1000).optional(),
  startedOver: z.boolean().optional(),
})
export type DraftPatch = z.infer<typeof draftPatchSchema>

/** A draft as stored. What an older or newer version of us left there is what nobody has chosen. */
export function parseDraft(stored: unknown): Draft {
  const parsed = draftSchema.safeParse(stored ?? {})
  return parsed.success ? parsed.data : draftSchema.parse({})
}

/** The mapping of a draft: the chosen one while it fits the columns of the file, else as they were matched. */
export function mappingOfDraft(
  { mapping }: Pick<Draft, 'mapping'>,
  matches: readonly Pick<ColumnMatch, 'field'>[],
): Mapping {
  return mapping?.length === matches.length ? mapping : mappingOf(matches)
}

/** The columns that stand as they were guessed and that nobody has looked at: nothing is imported before that. */
export function guessesToCheck(
  matches: readonly Pick<ColumnMatch, 'field' | 'confidence'>[],
  mapping: Mapping,
  looked: readonly number[],
): number[] {
  return matches.flatMap(({ field, confidence }, at) =>
    confidence === 'guess' && field !== null && mapping[at] === field && !looked.includes(at) ? [at] : [],
  )
}
