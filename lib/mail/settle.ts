import type { Delivery } from './transport'

/** Tries in all, the first one included. Spread over about five hours, well within the life of a provider's key. */
export const attemptsMax = 8
/** Resend forgets a key after 24 hours; from then on a second try could be a second mail. */
export const keyHoursMax = 23
const firstWaitSeconds = 15
const waitSecondsMax = 3 * 3600
const askedWaitSecondsMax = 3600

/** How a mail stands after a try, as it is written down. `nextTrySeconds` null: it is not tried again by itself. */
export type Settlement = {
  status: 'queued' | 'sent' | 'failed' | 'unknown'
  lastError: string | null
  nextTrySeconds: number | null
  providerId: string | null
}

/** A try before its outcome: `before` is unknown when an earlier one may have been accepted. */
export type Attempt = {
  attempt: number
  before: 'queued' | 'unknown'
  honoursKeys: boolean
  ageSeconds: number
}

/** What follows from a try. Once a mail may have been accepted, only an acceptance can make that certain again. */
export function settle(
  delivery: Delivery,
  { attempt, before, honoursKeys, ageSeconds }: Attempt,
): Settlement {
  if (delivery.kind === 'sent')
    return { status: 'sent', lastError: null, nextTrySeconds: null, providerId: delivery.providerId }
  const wait = delivery.kind === 'put_off' ? askedWait(delivery.afterSeconds) : 0
  const next = Math.max(wait, waitSeconds(attempt))
  const again = { lastError: delivery.reason, nextTrySeconds: next, providerId: null }
  const last = { lastError: delivery.reason, nextTrySeconds: null, providerId: null }
  const maybeAccepted = before === 'unknown' || delivery.kind === 'unknown'
  const mayTryAgain =
    delivery.kind !== 'refused' &&
    attempt < attemptsMax &&
    (!maybeAccepted || (honoursKeys && ageSeconds + next < keyHoursMax * 3600))
  if (mayTryAgain) return { status: maybeAccepted ? 'unknown' : 'queued', ...again }
  return { status: maybeAccepted ? 'unknown' : 'failed', ...last }
}

/** 15 s, 45 s, 2 min, 7 min, 20 min, 1 h, 3 h after the first, second, … try. */
function waitSeconds(attempt: number): number {
  return Math.min(firstWaitSeconds * 3 ** (attempt - 1), waitSecondsMax)
}

function askedWait(seconds: number | null): number {
  return Math.min(seconds ?? 0, askedWaitSecondsMax)
}
