import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LeadId, newId } from '../db/ids'
import { LeadAt } from './outcome'
import { bucketOf, bucketRows, TouchedRows } from './touched-rows'

type Row = [lead: number, row: number]

/** Ids of which only these last digits differ: few digits make many leads share a hash. */
const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as LeadId

const rows = fc.uniqueArray(fc.tuple(fc.nat(300), fc.integer({ min: 2, max: 5_000 })), {
  maxLength: 200,
  selector: ([, row]) => row,
})

function bucketsBy(model: readonly Row[], lead: number): number[] {
  return model.filter(([one]) => one === lead).map(([, row]) => bucketOf(row))
}

test('names every bucket in which a lead was put, however full it is and whatever else was put there', () => {
  fc.assert(
    fc.property(rows, fc.nat(20), (model, room) => {
      const touched = new TouchedRows(model.length + room, 5_000)
      for (const [lead, row] of model) touched.add({ id: idOf(lead) }, row)
      for (let lead = 0; lead <= 300; lead++)
        expect(touched.bucketsOf({ id: idOf(lead) })).toEqual(expect.arrayContaining(bucketsBy(model, lead)))
    }),
  )
})

test('what it says too much is little: leads that were never put there mostly have no bucket', () => {
  const touched = new TouchedRows(20_000, 1_000_000)
  for (let n = 0; n < 20_000; n++) touched.add({ id: newId() as LeadId }, 2 + n * 49)
  let falsely = 0
  for (let n = 0; n < 20_000; n++) falsely += touched.bucketsOf({ id: newId() as LeadId }).length
  // Sixteen bits are left to tell leads apart, and a look passes about five of them.
  expect(falsely).toBeLessThan(60)
})

test('a lead is the same whether its id is a text or lies in bytes', () => {
  const touched = new TouchedRows(200, 9_000)
  const ids = Array.from({ length: 200 }, () => newId() as LeadId)
  const bytes = Buffer.from(`?${ids.join(',')}`)
  const at = (n: number) => new LeadAt(bytes, 1 + n * 37)
  for (const [n, id] of ids.entries()) touched.add(n % 2 === 0 ? at(n) : { id }, 2 + n * bucketRows)
  for (const [n, id] of ids.entries()) {
    expect(touched.bucketsOf({ id })).toContain(bucketOf(2 + n * bucketRows))
    expect(touched.bucketsOf(at(n))).toEqual(touched.bucketsOf({ id }))
  }
})

test('the last row of the largest file has its bucket, and so has the first', () => {
  for (const rowLast of [1, 31, 32, 33, 5_000_001, 40_000_000]) {
    const touched = new TouchedRows(4, rowLast)
    touched.add({ id: idOf(1) }, 0)
    touched.add({ id: idOf(1) }, rowLast)
    touched.add({ id: idOf(2) }, rowLast)
    expect(touched.bucketsOf({ id: idOf(1) })).toEqual(expect.arrayContaining([0, bucketOf(rowLast)]))
    expect(touched.bucketsOf({ id: idOf(2) })).toContain(bucketOf(rowLast))
  }
})

test('one lead more than was said is an error, and not a search without end', () => {
  const touched = new TouchedRows(2, 100)
  touched.add({ id: idOf(1) }, 2)
  touched.add({ id: idOf(2) }, 3)
  expect(() => touched.add({ id: idOf(3) }, 4)).toThrow('More than 2 leads')
  expect(new TouchedRows(0, 1).bucketsOf({ id: idOf(1) })).toEqual([])
})

test('five million leads take thirty megabytes, are all found, and few are taken for another', () => {
  const most = 5_000_000
  const id = Buffer.from('01900000-0000-7000-8000-000000000000')
  const digits = '0123456789abcdef'
  /** Digits as random as those of a lead: a counter through a mixer that is its own inverse up to order. */
  const leadOf = (n: number) => {
    let mixed = Math.imul(n ^ (n >>> 16), 0x45d9f3b)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
    mixed = (mixed ^ (mixed >>> 16)) >>> 0
    for (let at = 35; at > 27; at--, mixed >>>= 4) id[at] = digits.charCodeAt(mixed & 15)
    return new LeadAt(id, 0)
  }
  const before = process.memoryUsage().arrayBuffers
  const touched = new TouchedRows(most, most + 1)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(31_000_000)
  for (let n = 0; n < most; n++) touched.add(leadOf(n), n + 2)
  let named = 0
  const looks = 50_000
  for (let n = 0; n < looks; n++) {
    const row = Math.floor((n * most) / looks)
    const buckets = touched.bucketsOf(leadOf(row))
    if (!buckets.includes(bucketOf(row + 2))) throw new Error(`The lead of row ${row + 2} is not found.`)
    named += buckets.length
  }
  expect(named - looks).toBeLessThan(looks / 100)
  let falsely = 0
  for (let n = 0; n < looks; n++) falsely += touched.bucketsOf(leadOf(most + n)).length
  expect(falsely).toBeLessThan(looks / 100)
})
