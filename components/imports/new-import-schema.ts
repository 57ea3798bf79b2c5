import { z } from 'zod'
import { mappingSchema } from '@/lib/imports/mapping'

export const emailColumnMissing = 'Choose the column that holds the email.'

/** What the form asks for beside the file. */
export const importOptionsSchema = z.object({
  mapping: mappingSchema.refine((mapping) => mapping.includes('email'), emailColumnMissing),
  update: z.boolean(),
  blankCells: z.enum(['keep', 'clear']),
  /** Empty: no campaign. */
  campaignId: z.union([z.uuid(), z.literal('')]),
})
export type ImportOptions = z.infer<typeof importOptionsSchema>

/** What the form sends to start the import. `startKey` is made once per file chosen: a double click is one import. */
export const newImportSchema = importOptionsSchema.extend({ startKey: z.uuid(), fileId: z.uuid() })
export type NewImport = z.infer<typeof newImportSchema>
