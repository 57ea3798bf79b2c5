import { z } from 'zod'
import { percentOf } from './numbers'

const total = z.number().int().nonnegative()

/** What `GET /api/[account]/imports/under-way` answers. */
export const underWaySchema = z.object({
  imports: z.array(
    z.object({
      number: z.number().int().positive(),
      fileName: z.string(),
      status: z.enum(['queued', 'running']),
      rowsDone: total,
      rowsTotal: total,
      cancelRequested: z.boolean(),
      /** Something keeps it from going on just now; it is tried again. */
      paused: z.boolean(),
    }),
  ),
})
export type UnderWay = z.infer<typeof underWaySchema>['imports'][number]

/** Whole percent. 100 is said of an import that has ended, not before. */
export function percentDone({ rowsDone, rowsTotal }: UnderWay): number {
  return Math.min(99, percentOf(rowsDone, rowsTotal))
}

/** Why it does not go on as usual, in a sentence; null when it does. */
export function holdUpText({ cancelRequested, paused, status }: UnderWay): string | null {
  if (cancelRequested) return 'Cancelling after the rows in hand…'
  if (paused) return 'Paused. Trying again…'
  return status === 'queued' ? 'Waiting for its turn…' : null
}

/** How many wait behind the one that is shown; null when none does. */
export function behindText(count: number): string | null {
  if (count === 0) return null
  return count === 1 ? '1 more import is waiting.' : `${count} more imports are waiting.`
}

/** The number of the import whose own page, with its own bar, is at this path. */
export function importAt(path: string): number | null {
  const number = /^\/[^/]+\/imports\/(\d+)$/.exec(path)?.[1]
  return number === undefined ? null : Number(number)
}
