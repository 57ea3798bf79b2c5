import { expect, test } from 'vitest'
import { type AccountId, type EmailKey, newId } from '../db/ids'
import { hashOfEmail } from './hash'

const [one, other] = [newId() as AccountId, newId() as AccountId]
const ana = 'ana@acme.test' as EmailKey

test('the same email of the same account has the same hash', () => {
  expect(hashOfEmail(one, ana)).toEqual(hashOfEmail(one, ana))
  expect(hashOfEmail(one, ana)).toHaveLength(32)
})

test('another email or another account has another hash', () => {
  expect(hashOfEmail(one, ana)).not.toEqual(hashOfEmail(one, 'anb@acme.test' as EmailKey))
  expect(hashOfEmail(one, ana)).not.toEqual(hashOfEmail(other, ana))
})

test('the hash holds nothing of the address', () => {
  expect(hashOfEmail(one, ana).toString('latin1')).not.toContain('ana')
})
