import { expect, test } from 'vitest'
import { splitStatements } from './statements'

test('splits at semicolons and drops what is empty', () => {
  expect(splitStatements('select 1; ;\n select 2;\n')).toEqual(['select 1', 'select 2'])
})

test('keeps the comment above a statement and drops a script of nothing but comments', () => {
  expect(splitStatements('-- one; two\nselect 1')).toEqual(['-- one; two\nselect 1'])
  expect(splitStatements('-- nothing; here\n/* nor /* nested; */ here; */')).toEqual([])
})

test.each([
  ["select ';', 'it''s; so'"],
  ["select E'\\';', e'\\\\'"],
  ['select ";" as "a "";"" b"'],
  ['select $$ a; b $$, $tag$ $$; $tag$'],
  ["select 1 /* ; ' */ + 2 -- ; '\n + 3"],
  ['create rule r as on insert to t do also (select 1; select 2)'],
])('does not split inside %s', (statement) => {
  expect(splitStatements(`${statement};${statement}`)).toEqual([statement, statement])
})

test('a backslash is a letter in a plain string', () => {
  expect(splitStatements("select '\\'; select 2")).toEqual(["select '\\'", 'select 2'])
  expect(splitStatements("select date'\\'; select 2")).toEqual(["select date'\\'", 'select 2'])
})

test('a dollar inside a name opens nothing', () => {
  expect(splitStatements('select a$b$c; select 2; select $1')).toEqual([
    'select a$b$c',
    'select 2',
    'select $1',
  ])
})

test('names the line of a quote that never ends', () => {
  expect(() => splitStatements("select 1;\nselect 'a")).toThrow(
    'The string that begins on line 2 never ends.',
  )
  expect(() => splitStatements('select $x$ a')).toThrow('never ends')
  expect(() => splitStatements('/* a')).toThrow('never ends')
})
