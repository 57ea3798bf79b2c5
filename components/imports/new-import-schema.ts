import { z } from 'zod'
import { editsSchema } from '@/lib/imports/edits'
import { mappingSchema } from '@/lib/imports/mapping'

export const emailColumnMissing = 'Choose the column that holds the email.'

/** What the first step asks for beside the file. */
export const importOptionsSchema = z.object({
  update: z.boolean(),
  blankCells: z.enum(['keep', 'clear']),
  /** Empty: no campaign. */
  campaignId: z.union([z.uuid(), z.literal('')]),
  /** Empty: no tag. */
  tag: z.string().max(200),
})
export type ImportOptions = z.infer<typeof importOptionsSchema>

/** What the last step sends to start the import: all of it as the person saw it there. */
export const newImportSchema = z.object({
  fileId: z.uuid(),
  mapping: mappingSchema.refine((mapping) => mapping.includes('email'), emailColumnMissing),
  update: z.boolean(),
  blankCells: z.enum(['keep', 'clear']),
  campaignId: z.uuid().nullable(),
  tag: z.string().max(200),
  /** Cells corrected on the page. */
  edits: editsSchema.nullable(),
})
export type NewImport = z.infer<typeof newImportSchema>
