import { expect, test } from 'vitest'
import { fixKinds } from '@/lib/imports/fix'
import { fixOfQuery, fixWords, roomText, takenText } from './fix-words'

const offer = { fit: null, suggested: null, campaignName: 'Q4' }

test('every button names what it does and to how many rows', () => {
  expect(fixWords({ ...offer, kind: 'update', rows: 35 })?.button).toBe(
    'Re-run these 35 with “Update lead if it exists”',
  )
  expect(fixWords({ ...offer, kind: 'update', rows: 1 })?.button).toBe(
    'Re-run this row with “Update lead if it exists”',
  )
  expect(fixWords({ ...offer, kind: 'release', rows: 5 })?.button).toBe(
    'Release these 5 addresses and re-run',
  )
  expect(fixWords({ ...offer, kind: 'join_campaign', rows: 3 })?.button).toBe(
    'Add their leads to Q4 without updating them',
  )
  for (const kind of fixKinds) {
    const words = fixWords({ ...offer, kind, rows: 2, fit: 2, suggested: 2 })
    expect(words?.text).toContain('this one does not change')
  }
})

test('what fits is said with its number, and nothing is offered when nothing fits', () => {
  expect(fixWords({ ...offer, kind: 'room', rows: 112, fit: 45 })?.button).toBe('Import the 45 that fit now')
  expect(fixWords({ ...offer, kind: 'room', rows: 112, fit: 112 })?.button).toBe('Import these 112 now')
  expect(fixWords({ ...offer, kind: 'room', rows: 112, fit: 0 })).toBeNull()
  expect(roomText({ rows: 112, fit: 45 })).toBe('45 of these 112 fit now.')
  expect(roomText({ rows: 112, fit: 1 })).toBe('1 of these 112 fits now.')
  expect(roomText({ rows: 112, fit: 0 })).toBe('None of these 112 fits now.')
  expect(roomText({ rows: 1, fit: 1 })).toBe('It fits now.')
})

test('says what became of rows that were taken up again', () => {
  expect(takenText(15, { number: 42, fixed: 13, ended: true })).toBe(
    '13 of 15 rows came through in import #42',
  )
  expect(takenText(1, { number: 42, fixed: 0, ended: false })).toBe('1 row is being re-run in import #42')
})

test('the address names a fix, or none', () => {
  expect(fixOfQuery('update')).toBe('update')
  for (const other of [undefined, '', 'drop', ['update', 'room']]) expect(fixOfQuery(other)).toBeNull()
})
