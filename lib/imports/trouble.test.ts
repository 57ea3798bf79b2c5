import pg from 'pg'
import { expect, test } from 'vitest'
import { troubleOf } from './trouble'

function failure(code: string | undefined, message = 'it failed'): Error {
  return Object.assign(new Error(message), { code })
}

test.each([
  '53100',
  '53300',
  '57P01',
  '57P03',
  '08006',
  '40P01',
  '40001',
  '55P03',
  '25P03',
  '58030',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOSPC',
])('%s passes', (code) => {
  expect(troubleOf(failure(code)).passes).toBe(true)
})

test('a full disk is called by its name', () => {
  expect(troubleOf(failure('53100')).sentence).toContain('disk of the server is full')
  expect(troubleOf(failure('53200')).sentence).not.toContain('disk')
})

test.each([
  'Connection terminated unexpectedly',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('“%s”, which comes without a code, passes', (message) => {
  expect(troubleOf(failure(undefined, message)).passes).toBe(true)
})

test.each(['23505', '22P02', '42703', '57014', 'ENOENT'])('%s does not pass', (code) => {
  expect(troubleOf(failure(code)).passes).toBe(false)
})

test('a mistake of ours does not pass, nor does what is no error', () => {
  expect(troubleOf(new TypeError('x is not a function')).passes).toBe(false)
  expect(troubleOf(undefined).passes).toBe(false)
})

test('errors as pg makes them are understood', () => {
  const error = new pg.DatabaseError('no space', 1, 'error')
  error.code = '53100'
  expect(troubleOf(error)).toMatchObject({ passes: true })
})
