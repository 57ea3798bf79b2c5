import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugNumbered, slugOf, slugProblem } from './slug'

test('makes a slug of a name', () => {
  expect(slugOf('Café Müller & Co.')).toBe('cafe-muller-co')
  expect(slugOf('  ACME  ')).toBe('acme')
})

test('finds a slug where the name leaves no letter, one letter or a word of ours', () => {
  expect([slugOf('東京'), slugOf('x'), slugOf('Help')]).toEqual(['my-account', 'account-x', 'help-account'])
})

test('whatever the name, the slug has no problem, numbered or not', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 2, max: 99_999 }),
      (name, number) => {
        expect(slugProblem(slugOf(name))).toBeNull()
        expect(slugProblem(slugNumbered(slugOf(name), number))).toBeNull()
      },
    ),
  )
})

test('refuses what would not fit a path or is a page of ours', () => {
  for (const slug of [
    'a',
    'a'.repeat(41),
    'A-b',
    'a_b',
    '-a',
    'a-',
    'a--b',
    'sign-in',
    'api',
    'outbox',
    'a/b',
  ]) {
    expect(slugProblem(slug), slug).not.toBeNull()
  }
})
