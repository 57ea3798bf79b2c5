import { z } from 'zod'
import { countOf } from '@/components/ui/count-text'
import { encodingLabel } from '@/lib/imports/encodings/list'
import { type FileFacts, fileFactsSchema } from '@/lib/imports/file-facts'
import { mappingSchema } from '@/lib/imports/mapping'

const columnMatchSchema = z.object({
  field: mappingSchema.element,
  confidence: z.enum(['exact', 'likely', 'guess']).nullable(),
  /** Why, as a phrase. */
  reason: z.string(),
})
/** What a column of the file was matched with (lib/imports/match-columns.ts). */
export type ColumnMatch = z.infer<typeof columnMatchSchema>

/** What `POST /api/[account]/files` answers when the file was taken in. */
export const receivedFileSchema = z.object({
  fileId: z.uuid(),
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  facts: fileFactsSchema,
  /** One per column. */
  matches: z.array(columnMatchSchema),
})
export type ReceivedFile = z.infer<typeof receivedFileSchema>

/** What it answers when the file was not taken in, or the asker may not send one. */
export const refusalSchema = z.union([
  z.object({ reason: z.string() }),
  z
    .object({ error: z.object({ message: z.string() }) })
    .transform(({ error }) => ({ reason: error.message })),
])

const delimiterNames: Record<FileFacts['delimiter'], string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
}

/** "2,345 rows · 1 blank · UTF-8 · comma · headers in row 1" */
export function factsText(facts: FileFacts): string {
  return [
    countOf(facts.rows, 'row'),
    ...(facts.blank > 0 ? [`${facts.blank} blank`] : []),
    ...(facts.sheet
      ? [`sheet “${facts.sheet.name}”`]
      : [encodingLabel(facts.encoding), delimiterNames[facts.delimiter]]),
    facts.hasHeader ? `headers in row ${facts.headerRow}` : 'no headers',
  ].join(' · ')
}
