import type { FamilyMember } from '@/lib/imports/family'
import type { RejectionCode } from '@/lib/imports/outcome'
import { rowsTaken } from '@/lib/imports/taken'
import type { TakenRows } from './reason-fixes'

/** Rows of each reason that were taken up again from import `number`, and what came of them. */
export function takenRows(number: number, members: readonly FamilyMember[]): TakenRows[] {
  return members.flatMap(({ parentNumber, taken, fixed, status, ...member }) => {
    if (parentNumber !== number || !taken) return []
    const ended = status !== 'queued' && status !== 'running'
    return (Object.keys(taken.rejected) as RejectionCode[]).map((code) => ({
      code,
      rows: rowsTaken({ rejected: { [code]: taken.rejected[code] ?? {} }, notProcessed: 0 }),
      number: member.number,
      fixed,
      ended,
    }))
  })
}
