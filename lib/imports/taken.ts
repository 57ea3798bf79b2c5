import { z } from 'zod'
import { rejectionCodes } from './outcome'

/**
 * The rows that a child import took up again, as they count in its parent: rejected, by reason and cause; or not
 * processed. Parent and child add up when these are taken from the parent.
 */
export const takenSchema = z.strictObject({
  rejected: z.partialRecord(z.enum(rejectionCodes), z.record(z.string(), z.number().int().positive())),
  notProcessed: z.number().int().nonnegative(),
})
export type Taken = z.infer<typeof takenSchema>

/** How many rows they are. */
export function rowsTaken({ rejected, notProcessed }: Taken): number {
  let rows = notProcessed
  for (const causes of Object.values(rejected)) for (const count of Object.values(causes)) rows += count
  return rows
}
