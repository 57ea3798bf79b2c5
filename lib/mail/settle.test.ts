import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptsMax, settle } from './settle'
import type { Delivery } from './transport'

const first = { attempt: 1, before: 'queued', honoursKeys: true, ageSeconds: 1 } as const
const sent: Delivery = { kind: 'sent', providerId: 'p1' }
const putOff: Delivery = { kind: 'put_off', reason: 'Later.', afterSeconds: null }
const refusedForGood: Delivery = { kind: 'refused', reason: 'No.' }
const unknown: Delivery = { kind: 'unknown', reason: 'Cut.' }

test('a mail that was put off is tried again, each time later, and fails after the last try', () => {
  const waits = Array.from({ length: attemptsMax }, (_, n) => settle(putOff, { ...first, attempt: n + 1 }))
  expect(waits.map((wait) => wait.nextTrySeconds)).toEqual([15, 45, 135, 405, 1215, 3645, 10800, null])
  expect(waits.map((wait) => wait.status)).toEqual([...Array(7).fill('queued'), 'failed'])
})

test('waits as long as asked, but not for ever', () => {
  expect(settle({ ...putOff, afterSeconds: 90 }, first).nextTrySeconds).toBe(90)
  expect(settle({ ...putOff, afterSeconds: 86_400 }, first).nextTrySeconds).toBe(3600)
})

test('a refusal for good is not tried again', () => {
  expect(settle(refusedForGood, first)).toMatchObject({
    status: 'failed',
    nextTrySeconds: null,
    lastError: 'No.',
  })
})

describe('when the mail may have been accepted', () => {
  test('it is tried again only where the same key means the same mail', () => {
    expect(settle(unknown, first)).toMatchObject({ status: 'unknown', nextTrySeconds: 15 })
    expect(settle(unknown, { ...first, honoursKeys: false })).toMatchObject({
      status: 'unknown',
      nextTrySeconds: null,
    })
  })

  test('it is not tried again when the provider may have forgotten the key', () => {
    expect(settle(unknown, { ...first, ageSeconds: 23 * 3600 })).toMatchObject({ nextTrySeconds: null })
  })

  test('it never turns into failed', () => {
    const before = { ...first, before: 'unknown' } as const
    expect(settle(refusedForGood, before).status).toBe('unknown')
    expect(settle(putOff, { ...before, attempt: attemptsMax }).status).toBe('unknown')
    expect(settle(sent, before)).toMatchObject({ status: 'sent', providerId: 'p1' })
  })
})

test('whatever comes back: ends within attemptsMax tries, and without keys nothing follows an unknown', () => {
  const deliveries = fc.array(fc.constantFrom(putOff, refusedForGood, unknown, sent), {
    minLength: attemptsMax,
    maxLength: attemptsMax,
  })
  fc.assert(
    fc.property(deliveries, fc.boolean(), (all, honoursKeys) => {
      let before: 'queued' | 'unknown' = 'queued'
      for (const [index, delivery] of all.entries()) {
        const after = settle(delivery, { attempt: index + 1, before, honoursKeys, ageSeconds: 60 })
        if (after.nextTrySeconds === null) return after.status !== 'queued'
        if (after.status !== 'queued' && after.status !== 'unknown') return false
        if (after.status === 'unknown' && !honoursKeys) return false
        before = after.status
      }
      return false
    }),
  )
})
