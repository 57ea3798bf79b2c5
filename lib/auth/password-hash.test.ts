import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash'

test('knows its password again, and no other', async () => {
  const hash = await hashPassword('four plain words')
  expect(await verifyPassword({ hash, password: 'four plain words' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'four plain word' })).toBe(false)
})

test('hashes one password differently each time', async () => {
  const [one, other] = await Promise.all([hashPassword('four plain words'), hashPassword('four plain words')])
  expect(one).not.toBe(other)
  expect(one).toMatch(/^scrypt\$16384\$8\$5\$/)
})

test('takes both Unicode spellings of a character for the same', async () => {
  const hash = await hashPassword('caf\u00e9 cr\u00e8me brul\u00e9e')
  expect(await verifyPassword({ hash, password: 'cafe\u0301 cre\u0300me brule\u0301e' })).toBe(true)
})

test('says so when a stored hash is not one of ours', async () => {
  await expect(verifyPassword({ hash: 'plain', password: 'plain' })).rejects.toThrow('not one of ours')
})
