import { expect, test } from 'vitest'
import { excerpt, excerptsOf } from './excerpt'

test('a text that is too long is cut, and never in the middle of a sign', () => {
  expect(excerpt('abc', 3)).toBe('abc')
  expect(excerpt('abcd', 3)).toBe('abc…')
  expect(excerpt('ab😀d', 3)).toBe('ab…')
  expect(excerpt('a😀cd', 2, 2)).toBe('…c…')
  expect(excerpt('abcd', 3, 2)).toBe('…cd')
})

test('of short texts nothing is left out', () => {
  expect(excerptsOf('', 'Ana', 200)).toEqual({ from: '', to: 'Ana' })
})

test('of long texts that differ far behind, that is shown', () => {
  const long = 'x'.repeat(30_000)
  const { from, to } = excerptsOf(`${long}Lopez${long}`, `${long}López${long}`, 200)
  expect(from).toMatch(/^…x{39}Lopezx+…$/)
  expect(to).toMatch(/^…x{39}Lópezx+…$/)
  expect([from.length, to.length]).toEqual([202, 202])
})

test('a long text that was put behind another, taken away, or put in the place of nothing is shown', () => {
  const long = 'x'.repeat(500)
  expect(excerptsOf(long, `${long} and more`, 200)).toEqual({
    from: `…${'x'.repeat(40)}`,
    to: `…${'x'.repeat(40)} and more`,
  })
  expect(excerptsOf('', long, 200)).toEqual({ from: '', to: `${'x'.repeat(200)}…` })
  expect(excerptsOf('Ana', long, 200).from).toBe('Ana')
})
