import { expect, test } from 'vitest'
import { isLocalMode } from './transport-choice'

const local = { FAIRLEAD_URL: 'http://localhost:3000', HOST: '127.0.0.1' }

test('mails to persons are shown to whoever sits at this machine, and nowhere else', () => {
  expect(isLocalMode(local)).toBe(true)
  expect(isLocalMode({ ...local, FAIRLEAD_URL: 'http://[::1]:3000', HOST: '::1' })).toBe(true)
  expect(isLocalMode({ ...local, HOST: '0.0.0.0' })).toBe(false)
  expect(isLocalMode({ ...local, FAIRLEAD_URL: 'https://fairlead.example' })).toBe(false)
  expect(isLocalMode({ ...local, FAIRLEAD_URL: 'http://localhost.evil.test' })).toBe(false)
  expect(isLocalMode({ ...local, SMTP_URL: 'smtp://localhost' })).toBe(false)
  expect(isLocalMode({ ...local, RESEND_API_KEY: 're_x' })).toBe(false)
})
