import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../outcome'
import { putBack, putForward } from './put-back'

const change = (field: 'phone' | 'title', from: string, to: string): Change => ({ field, from, to })
const now = (values: Record<string, string>) => (field: string) => values[field] ?? ''

test('a value that is still the imported one goes back; one that was changed since stays, and is named', () => {
  const changes = [change('phone', '1', '2'), change('title', '', 'Boss')]
  const { set, kept, back } = putBack(changes, now({ phone: '2', title: 'Chief' }))
  expect([...set]).toEqual([['phone', '1']])
  expect(kept).toEqual([{ field: 'title', imported: 'Boss', now: 'Chief' }])
  expect(back).toBe(1)
})

test('rows that changed it one after the other go back to before the first', () => {
  const changes = [change('phone', '1', '2'), change('phone', '2', '3')]
  expect([...putBack(changes, now({ phone: '3' })).set]).toEqual([['phone', '1']])
  expect(putBack(changes, now({ phone: '2' })).kept).toHaveLength(1)
})

test('goes back no further than the import itself changed it', () => {
  const changes = [change('phone', '1', '2'), change('phone', 'by hand', '3')]
  expect([...putBack(changes, now({ phone: '3' })).set]).toEqual([['phone', 'by hand']])
})

test('what led back to where it began needs nothing, and counts as back', () => {
  const changes = [change('phone', '1', '2'), change('phone', '2', '1')]
  expect(putBack(changes, now({ phone: '1' }))).toEqual({ set: new Map(), kept: [], back: 1 })
})

const value = fc.constantFrom('', 'a', 'b', 'c')
const steps = fc.array(fc.record({ field: fc.constantFrom('phone' as const, 'title' as const), to: value }))

test('back and forward again is where it was, and back is where it began', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('phone', 'title'), value), steps, (before, steps) => {
      const lead: Record<string, string> = { ...before }
      const changes = steps.flatMap(({ field, to }) => {
        const from = lead[field] ?? ''
        lead[field] = to
        return from === to ? [] : [change(field, from, to)]
      })
      const after = { ...lead }
      for (const [field, text] of putBack(changes, now(lead)).set) lead[field] = text
      expect([lead.phone ?? '', lead.title ?? '']).toEqual([before.phone ?? '', before.title ?? ''])
      for (const [field, text] of putForward(changes, now(lead), new Set()).set) lead[field] = text
      expect([lead.phone ?? '', lead.title ?? '']).toEqual([after.phone ?? '', after.title ?? ''])
    }),
  )
})
