import { expect, test } from 'vitest'
import { type LeadId, newId } from '../db/ids'
import { LeadAt } from './outcome'
import { bucketOf, TouchedRows } from './touched-rows'

function ids(count: number): LeadId[] {
  return Array.from({ length: count }, () => newId() as LeadId)
}

test('names the bucket of every lead it was told of, and rarely one of a lead it was not', () => {
  const count = 20_000
  const touched = new TouchedRows(count, 5_000_000)
  const rowOf = new Map(ids(count).map((id, i) => [id, 1 + i * 250]))
  for (const [id, row] of rowOf) touched.add({ id }, row)
  for (const [id, row] of rowOf) expect(touched.bucketsOf({ id })).toContain(bucketOf(row))
  const strangers = ids(count).filter((id) => touched.bucketsOf({ id }).length > 0)
  expect(strangers.length).toBeLessThan(count / 100)
})

test('knows a lead by the bytes of its id as by its text', () => {
  const [id, other] = ids(2)
  const touched = new TouchedRows(2, 100)
  touched.add(new LeadAt(Buffer.from(`--${id}`), 2), 64)
  expect(touched.bucketsOf({ id: id! })).toEqual([2])
  touched.add({ id: other! }, 31)
  expect(touched.bucketsOf(new LeadAt(Buffer.from(other!), 0))).toEqual([0])
})

test('holds the first row and the last, and leads that its hash does not tell apart', () => {
  const alike = ['00000000-0000-7000-8000-00000000abcd', '11111111-0000-7000-8000-00000000abcd'] as LeadId[]
  const touched = new TouchedRows(3, 1_000)
  touched.add({ id: alike[0]! }, 1)
  touched.add({ id: alike[1]! }, 1_000)
  for (const id of alike) expect([...touched.bucketsOf({ id })].sort()).toEqual([0, 31])
})

test('takes as many leads as it was made for and no more', () => {
  const touched = new TouchedRows(2, 10)
  for (const id of ids(2)) touched.add({ id }, 3)
  expect(() => touched.add({ id: ids(1)[0]! }, 4)).toThrow('More than 2 leads')
  expect(new TouchedRows(0, 0).bucketsOf({ id: ids(1)[0]! })).toEqual([])
})
