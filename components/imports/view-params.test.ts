import { expect, test } from 'vitest'
import { rejectedViewOf, wholeNumber } from './view-params'

test('reads reason, search and page from the address and leaves out what it does not know', () => {
  expect(rejectedViewOf({ reason: 'email_invalid', search: ' ana ', page: '3', after: '20001' })).toEqual({
    code: 'email_invalid',
    search: 'ana',
    after: 20_001,
    page: 3,
  })
  expect(
    rejectedViewOf({ reason: ['nonsense', 'email_invalid'], search: '  ', page: '-1', after: '-2' }),
  ).toEqual({
    page: 1,
  })
})

test('takes only whole numbers as our addresses write them', () => {
  expect(wholeNumber('41')).toBe(41)
  for (const text of ['0', '041', '1e3', ' 1', '1.5', '-1', '9999999999', '', undefined])
    expect(wholeNumber(text)).toBeNull()
})
