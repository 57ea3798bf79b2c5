import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countAmong, locate, rejectedIn, spansOf } from './spine'
import { emptyTally } from './tally'

const batches = fc.array(
  fc.array(fc.constantFrom('email_missing', 'max_leads_reached', null), { minLength: 1, maxLength: 8 }),
  {
    maxLength: 12,
  },
)

test('any page of any reason is found among the batches that hold it', () => {
  fc.assert(
    fc.property(
      batches,
      fc.nat(40),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      (rows, from, size, oneReason) => {
        const code = oneReason ? 'email_missing' : undefined
        let row = 2
        const file = rows.flatMap((batch) => batch.map((reason) => ({ row: row++, reason })))
        let at = 2
        const spine = rows.map((batch) => {
          const tally = emptyTally()
          for (const reason of batch) {
            if (reason) (tally.rejected[reason] ??= {}).all = (tally.rejected[reason]?.all ?? 0) + 1
          }
          const row_first = at
          at += batch.length
          return { row_first, row_last: at - 1, tally }
        })
        const matching = file.filter(({ reason }) => reason !== null && (!code || reason === code))
        const all = spansOf(spine, rejectedIn(code))
        const { spans, skip } = locate(all, from, size)
        const found = matching
          .filter(({ row }) => spans.some(({ first, last }) => first <= row && row <= last))
          .slice(skip, skip + size)
        expect(spans.length).toBeLessThanOrEqual(size)
        expect(countAmong(all)).toBe(matching.length)
        expect(found).toEqual(matching.slice(from, from + size))
      },
    ),
  )
})
