import { describe, expect, test } from 'vitest'
import { behindText, howFarText, importAt, type UnderWay } from './under-way-reading'

const half: UnderWay = {
  number: 4,
  fileName: 'spring.csv',
  status: 'running',
  rowsDone: 530,
  rowsTotal: 1000,
  cancelRequested: false,
  paused: false,
}

describe('howFarText', () => {
  test('says the percent alone while all is well', () => {
    expect(howFarText(half)).toBe('53%')
  })

  test('says 99% until the import has ended', () => {
    expect(howFarText({ ...half, rowsDone: 1000 })).toBe('99%')
    expect(howFarText({ ...half, rowsDone: 0, rowsTotal: 0 })).toBe('99%')
  })

  test('says what it waits for', () => {
    expect(howFarText({ ...half, status: 'queued', rowsDone: 0 })).toBe('waiting for its turn')
    expect(howFarText({ ...half, status: 'queued' })).toBe('53%, waiting for its turn')
    expect(howFarText({ ...half, paused: true })).toBe('53%, paused, trying again')
    expect(howFarText({ ...half, paused: true, cancelRequested: true })).toBe('53%, being cancelled')
  })
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
