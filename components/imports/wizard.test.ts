import { expect, test } from 'vitest'
import { parseDraft } from '@/lib/imports/draft'
import { matchColumns } from '@/lib/imports/match-columns'
import { columnsSettled, placeOf, stepHref } from './wizard'

const file = '0197c6a4-7a1c-7000-8000-000000000001'

test('an address without a file is the first step, whatever step it names', () => {
  expect(placeOf({})).toEqual({ step: 'upload', fileId: null })
  expect(placeOf({ step: 'check' })).toEqual({ step: 'upload', fileId: null })
})

test('an address with a file is the step it names, and the first when it names none of ours', () => {
  expect(placeOf({ step: 'check', file })).toEqual({ step: 'check', fileId: file })
  expect(placeOf({ step: 'pay', file })).toEqual({ step: 'upload', fileId: file })
  expect(placeOf({ file })).toEqual({ step: 'upload', fileId: file })
})

test('what is no id of a file is the id of none', () => {
  for (const nonsense of ['', '../x', [file, file]])
    expect(placeOf({ step: 'columns', file: nonsense }).fileId).toBe('00000000-0000-0000-0000-000000000000')
})

test('the address of a step leads back to it', () => {
  const url = new URL(stepHref('acme', 'columns', file), 'http://x')
  expect(placeOf(Object.fromEntries(url.searchParams))).toEqual({ step: 'columns', fileId: file })
})

test('columns are settled when all are exact matches and nothing else was chosen', () => {
  const exact = matchColumns(['Email', 'First name'], [])
  const settled = (draft: unknown, matches = exact) => columnsSettled({ matches, draft: parseDraft(draft) })
  expect(settled(null)).toBe(true)
  expect(settled({ mapping: ['email', 'first_name'] })).toBe(true)
  expect(settled({ mapping: ['email', null] })).toBe(false)
  expect(settled(null, matchColumns(['Email', 'Whatever'], []))).toBe(false)
  expect(settled(null, matchColumns(['E-Mail-Adresse'], []))).toBe(false)
})
