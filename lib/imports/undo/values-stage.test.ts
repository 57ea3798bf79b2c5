import { expect, test } from 'vitest'
import type { LeadId } from '../../db/ids'
import { charactersMax } from '../../db/rows-at-a-time'
import { type ChangedLeads, sizeAfter } from './values-stage'

const lead = { row: 2, id: 'id' as LeadId, changes: [], there: null }

/** As many leads among so many rows, holding so much together. */
const found = (leads: number, rows: number, held: number): ChangedLeads => ({
  leads: Array.from({ length: leads }, () => lead),
  fields: [],
  rows,
  held,
  last: rows,
})

test('how many rows are looked at next goes by the leads that were found, not by rows without one', () => {
  expect(sizeAfter(found(2, 200, charactersMax))).toBe(2)
  expect(sizeAfter(found(100, 100, 1_000))).toBe(200)
  expect(sizeAfter(found(0, 10, 0))).toBe(100)
})
