import { z } from 'zod'
import { countText } from '@/components/ui/count-text'

/** How far a check is, as `GET /api/[account]/checks/[check]` answers. */
export const checkReadingSchema = z.object({
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  stage: z.enum(['waiting', 'reading', 'comparing']),
  rowsDone: z.number().int().nonnegative(),
})
export type CheckReading = z.infer<typeof checkReadingSchema>

export function isChecking({ status }: Pick<CheckReading, 'status'>): boolean {
  return status === 'queued' || status === 'running'
}

const stages = {
  waiting: 'waiting',
  reading: '1 of 2: reading the file',
  comparing: '2 of 2: comparing with your leads',
}

/** "Checking 41,200 rows… 2 of 2: comparing with your leads" */
export function checkingText(rows: number, stage: CheckReading['stage']): string {
  return `Checking ${countText(rows)} ${rows === 1 ? 'row' : 'rows'}… ${stages[stage]}`
}

/** Steps done of the two readings of a file: comparing takes about three times as long as reading. */
export function checkingDone(
  { stage, rowsDone }: CheckReading,
  rows: number,
): { value: number; max: number } {
  const done = Math.min(rowsDone, rows)
  const value = stage === 'waiting' ? 0 : stage === 'reading' ? done : rows + 3 * done
  return { value, max: Math.max(1, 4 * rows) }
}
