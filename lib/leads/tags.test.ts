import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  tagCharsMax,
  tagName,
  tagsMax,
  tagsOfCell,
  tagsOfText,
  tagsText,
  tagsTextOfCell,
  tagsTextWith,
  withTags,
} from './tags'

test.each([
  ['', []],
  ['VIP', ['VIP']],
  ['VIP, Blog;blog | Q4  outbound', ['VIP', 'Blog', 'Q4 outbound']],
  ['"VIP","Blog"', ['VIP', 'Blog']],
  ['"Smith, John"; VIP', ['Smith John', 'VIP']],
  ['* myContacts ::: Friends', ['myContacts', 'Friends']],
  ['12" screen, 14" screen', ['12" screen', '14" screen']],
  [' , ;; ', []],
  ['one\ntwo\u200b', ['one', 'two']],
  ['ÉTÉ,été,E\u0301te\u0301', ['ÉTÉ']],
] as [string, string[]][])('%j holds %j', (cell, tags) => expect(tagsOfCell(cell)).toEqual(tags))

test('tags are joined to those a lead has, in the spelling it has, and none is lost', () => {
  expect(withTags(['VIP', 'Blog'], ['blog', 'New', 'new'])).toEqual(['VIP', 'Blog', 'New'])
})

test('a tag is cut and a lead is full at the most', () => {
  expect(tagName('x'.repeat(80))).toHaveLength(tagCharsMax)
  expect(tagName(`${'x'.repeat(49)}😀`).isWellFormed()).toBe(true)
  const many = Array.from({ length: 80 }, (_, i) => `tag ${i}`)
  expect(withTags(['first'], many)).toHaveLength(tagsMax)
})

test('written as one text they are the same tags again, read back by text or as a cell', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 60 }), (typed) => {
      const tags = withTags([], typed)
      expect(tagsOfText(tagsText(tags))).toEqual(tags)
      expect(tags.map(tagName)).toEqual(tags)
    }),
  )
})

test('as one text they are read and added to, the same the second time', () => {
  for (let time = 0; time < 2; time++) {
    expect(tagsTextOfCell('VIP; vip; Blog')).toBe('VIP, Blog')
    expect(tagsTextWith('VIP, Blog', 'blog, New', 'Q4')).toBe('VIP, Blog, New, Q4')
    expect(tagsTextWith('', '', '')).toBe('')
  }
  for (let i = 0; i < 5_000; i++) expect(tagsTextOfCell(`tag ${i}`)).toBe(`tag ${i}`)
})
