import { z } from 'zod'
import { countOf } from '@/components/ui/count-text'
import { encodingLabel } from '@/lib/imports/encodings/list'
import { type FileFacts, fileFactsSchema } from '@/lib/imports/file-facts'
import type { ColumnMatch as Match } from '@/lib/imports/match-columns'

import { delimiterNames } from './reading-choices'

/** What a column of the file was matched with (lib/imports/match-columns.ts). */
export type ColumnMatch = Pick<Match, 'field' | 'confidence' | 'reason'>

/** A file that was taken in, and what its columns were matched with: one match per column. */
export type ReceivedFile = {
  fileId: string
  name: string
  bytes: number
  facts: FileFacts
  matches: readonly ColumnMatch[]
}

/** What `POST /api/[account]/files/[file]/read` answers when the file was taken in. */
export const takenInSchema = z.object({ fileId: z.uuid(), name: z.string(), facts: fileFactsSchema })
export type TakenIn = z.infer<typeof takenInSchema>

/** What it answers when the file was not taken in, or the asker may not send one. */
export const refusalSchema = z.union([
  z.object({ reason: z.string() }),
  z
    .object({ error: z.object({ message: z.string() }) })
    .transform(({ error }) => ({ reason: error.message })),
])

/** "2,345 rows · 1 blank · UTF-8 · comma · headers in row 1" */
export function factsText(facts: FileFacts): string {
  return [
    countOf(facts.rows, 'row'),
    ...(facts.blank > 0 ? [`${facts.blank} blank`] : []),
    ...(facts.sheet
      ? [`sheet “${facts.sheet.name}”`]
      : [encodingLabel(facts.encoding), delimiterNames[facts.delimiter].toLowerCase()]),
    facts.hasHeader ? `headers in row ${facts.headerRow}` : 'no headers',
  ].join(' · ')
}
