import { expect, test } from 'vitest'
import { fixKinds } from '@/lib/imports/fix'
import { fixOfQuery, fixWords, roomText, takenText } from './fix-words'

const offer = { now: null, campaignName: 'Q4' }
const now = (count: number, more = false) => ({ count, more })

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
    const words = fixWords({ ...offer, kind, rows: 2, now: now(2) })
    expect(words?.text).toContain('this one does not change')
  }
})

test('what fits is said with its number, and nothing is offered when nothing fits', () => {
  expect(fixWords({ ...offer, kind: 'room', rows: 112, now: now(45) })?.button).toBe(
    'Import the 45 that fit now',
  )
  expect(fixWords({ ...offer, kind: 'room', rows: 112, now: now(112) })?.button).toBe('Import these 112 now')
  expect(fixWords({ ...offer, kind: 'room', rows: 112, now: now(0) })).toBeNull()
  expect(roomText({ rows: 112, now: now(45) })).toBe('45 of these 112 fit now.')
  expect(roomText({ rows: 112, now: now(1) })).toBe('1 of these 112 fits now.')
  expect(roomText({ rows: 112, now: now(0) })).toBe('None of these 112 fits now.')
  expect(roomText({ rows: 1, now: now(1) })).toBe('It fits now.')
})

test('where a page had no time to count to the end, it says at least how many, and the button promises no number', () => {
  expect(roomText({ rows: 900, now: now(400, true) })).toBe('At least 400 of these 900 fit now.')
  const room = fixWords({ ...offer, kind: 'room', rows: 900, now: now(400, true) })
  expect(room).toMatchObject({
    button: 'Import those that fit now',
    text: expect.stringContaining('At least 400'),
  })
  const edit = fixWords({ ...offer, kind: 'edit', rows: 900, now: now(1, true) })
  expect(edit).toMatchObject({ button: 'Use the suggestions', confirm: 'Re-run these rows' })
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
