import { expect, test } from 'vitest'
import { behindText, holdUpText, importAt, percentDone, type UnderWay } from './under-way-reading'

const half: UnderWay = {
  number: 4,
  fileName: 'spring.csv',
  status: 'running',
  rowsDone: 530,
  rowsTotal: 1000,
  cancelRequested: false,
  paused: false,
}

test('the percent is rounded down, and is 99 until the import has ended', () => {
  expect(percentDone({ ...half, rowsDone: 539 })).toBe(53)
  expect(percentDone({ ...half, rowsDone: 1000 })).toBe(99)
  expect(percentDone({ ...half, rowsDone: 0, rowsTotal: 0 })).toBe(99)
})

test('what holds an import up is said, and being cancelled before all else', () => {
  expect(holdUpText(half)).toBeNull()
  expect(holdUpText({ ...half, status: 'queued' })).toBe('Waiting for its turn…')
  expect(holdUpText({ ...half, paused: true })).toBe('Paused. Trying again…')
  expect(holdUpText({ ...half, paused: true, cancelRequested: true })).toBe(
    'Cancelling after the rows in hand…',
  )
})

test('imports behind the one shown are counted', () => {
  expect([0, 1, 2].map(behindText)).toEqual([
    null,
    '1 more import is waiting.',
    '2 more imports are waiting.',
  ])
})

test('only the page of the import itself is its own', () => {
  expect(importAt('/acme/imports/41')).toBe(41)
  for (const path of ['/acme/imports', '/acme/imports/new', '/acme/imports/41/undo', '/acme/leads'])
    expect(importAt(path)).toBeNull()
})
