import { expect, test } from 'vitest'
import type { AccountId } from '../db/ids'
import { idempotencyKey, isPlainAddress, messageIdOf, parseMailbox } from './message'

const mail = {
  accountId: '0198f000-0000-7000-8000-000000000001' as AccountId,
  subjectKey: 'import-report/41',
  recipient: 'Ana@acme.test',
}

test('one key per import, recipient and send, without the address in it', () => {
  const key = idempotencyKey(mail)
  expect(key).toMatch(/^import-report\/0198f000-0000-7000-8000-000000000001\/41\/[0-9a-f]{16}$/)
  expect(idempotencyKey({ ...mail, recipient: 'ana@ACME.test' })).toBe(key)
  const others = [
    { ...mail, recipient: 'bo@acme.test' },
    { ...mail, subjectKey: 'import-report/41/2' },
    { ...mail, subjectKey: 'import-report/4' },
    { ...mail, accountId: '0198f000-0000-7000-8000-000000000002' as AccountId },
  ]
  expect(new Set([key, ...others.map(idempotencyKey)])).toHaveProperty('size', 5)
  expect(idempotencyKey({ ...mail, subjectKey: 'import-report/2147483647/999999' }).length).toBeLessThan(256)
})

test('the Message-ID follows from the key', () => {
  const from = { name: 'Fairlead', address: 'reports@fairlead.test' }
  expect(messageIdOf('a', from)).toMatch(/^<[0-9a-f]{32}@fairlead\.test>$/)
  expect(messageIdOf('a', from)).toBe(messageIdOf('a', from))
  expect(messageIdOf('a', from)).not.toBe(messageIdOf('b', from))
})

test('reads one mailbox and refuses anything else', () => {
  expect(parseMailbox('Fairlead <reports@fairlead.local>')).toEqual({
    name: 'Fairlead',
    address: 'reports@fairlead.local',
  })
  expect(parseMailbox('reports@fairlead.local')).toEqual({ name: '', address: 'reports@fairlead.local' })
  for (const wrong of ['', 'Fairlead', 'a@x.test, b@x.test', 'x <not an address>'])
    expect(() => parseMailbox(wrong)).toThrow('MAIL_FROM')
})

test('sends only to addresses that every transport reads alike', () => {
  expect(isPlainAddress('ana.ruiz+x@acme.test')).toBe(true)
  for (const odd of [
    '"a@evil.test x"@good.test',
    'ana@acme.test\r\nBcc: eve@evil.test',
    'a@b.test,c@d.test',
    'a b@c.test',
    '',
  ])
    expect(isPlainAddress(odd)).toBe(false)
})
