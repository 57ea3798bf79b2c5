import { appendFileSync } from 'node:fs'

/** The places where killing a worker must not matter. `npm run torture` kills at each of them. */
export const faultPoints = [
  'claimed',
  'begun',
  'leads written',
  'ledger written',
  'cursor moved',
  'before commit',
  'after commit',
  'before done',
  'mails enqueued',
] as const
export type FaultPoint = (typeof faultPoints)[number]

/** The same for the undo of an import. */
export const undoFaultPoints = [
  'undo claimed',
  'undo begun',
  'undo applied',
  'undo before commit',
  'undo after commit',
] as const
type UndoFaultPoint = (typeof undoFaultPoints)[number]

/**
 * FAULT_AT=n kills this process at the n-th point it reaches (with FAULT_POINT: at the n-th of that name). FAULT_SIGNAL
 * stops it there instead (SIGSTOP). FAULT_LOG names a file that then gets the point.
 */
const { FAULT_AT, FAULT_POINT, FAULT_SIGNAL, FAULT_LOG } = process.env
const faultAt = Number(FAULT_AT ?? 0)
let reached = 0

/** Off unless FAULT_AT is set, and then one comparison. */
export function faultPoint(point: FaultPoint): void {
  reach(point)
}

export function undoFaultPoint(point: UndoFaultPoint): void {
  reach(point)
}

function reach(point: FaultPoint | UndoFaultPoint): void {
  if (faultAt === 0 || (FAULT_POINT && FAULT_POINT !== point) || ++reached !== faultAt) return
  if (FAULT_LOG) appendFileSync(FAULT_LOG, `${point}\n`)
  process.kill(process.pid, FAULT_SIGNAL === 'SIGSTOP' ? 'SIGSTOP' : 'SIGKILL')
}
