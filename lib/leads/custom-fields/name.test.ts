import { expect, test } from 'vitest'
import { customFieldsMax, customName, customNameProblem } from './name'

test('a name is one line with single spaces, and nothing invisible is in it', () => {
  expect(customName('  Postal\r\n code\u200b\u202e ')).toBe('Postal code')
  expect(customName('Cafe\u0301')).toBe('Café')
})

test.each([
  ['', /letters or digits/],
  [' – ', /letters or digits/],
  ['E-Mail', 'Every lead has “Email” already. Choose it, or use another name.'],
  ['first_name', /Every lead has “First name” already/],
  ['full name', /Every lead has “Full name” already/],
  ['TAGS', /Every lead has “Tags” already/],
  ['Added by import', /Every lead has “Added by import” already/],
  ['postal-CODE', 'There is a field “Postal code” already. Choose it, or use another name.'],
  ['x'.repeat(101), /at most 100 characters/],
])('%j is refused', (name, sentence) => {
  expect(customNameProblem(name, ['Postal code'])).toMatch(sentence)
})

test('any other name is free', () => {
  for (const name of ['City', 'constructor', '__proto__', '城市', 'Phone 2'])
    expect([name, customNameProblem(name, ['Postal code'])]).toEqual([name, null])
})

test('an account has a most of them', () => {
  const existing = Array.from({ length: customFieldsMax }, (_, i) => `Field ${i}`)
  expect(customNameProblem('City', existing)).toMatch(/at most 100 custom fields/)
  expect(customNameProblem('City', existing.slice(1))).toBeNull()
})
