import { expect, test } from 'vitest'
import { type AccountId, newId } from '../db/ids'
import { newSecret, readToken, writeToken } from './token'

test('what is written is read again', () => {
  const given = { accountId: newId() as AccountId, id: newId(), secret: newSecret() }
  const token = writeToken(given)
  expect(token).toMatch(/^[\w-]{86}$/)
  expect(readToken(token)).toEqual(given)
})

test('what is none of ours is nothing', () => {
  const token = writeToken({ accountId: newId() as AccountId, id: newId(), secret: newSecret() })
  for (const wrong of [
    '',
    'x',
    token.slice(1),
    `${token}A`,
    token.replace(/./, ' '),
    `${token.slice(0, 85)}%`,
  ])
    expect(readToken(wrong)).toBeNull()
})
