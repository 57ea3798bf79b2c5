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

/** FAULT_AT=n kills this process at the n-th point it reaches; FAULT_LOG names a file that then gets the point. */
const killAt = Number(process.env.FAULT_AT ?? 0)
let reached = 0

/** Off unless FAULT_AT is set, and then one comparison. */
export function faultPoint(point: FaultPoint): void {
  if (killAt === 0 || ++reached < killAt) return
  if (process.env.FAULT_LOG) appendFileSync(process.env.FAULT_LOG, `${point}\n`)
  process.kill(process.pid, 'SIGKILL')
}
