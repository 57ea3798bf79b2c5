import { expect, test } from 'vitest'
import { passwordProblem } from './password-problem'

const email = 'ana.ruiz@acme.test'

test('takes any passphrase, whatever characters it has', () => {
  for (const password of ['four plain words', 'ünïcödé phräse', 'x7$kQ9!vLm2', '        spaces    ab1c']) {
    expect(passwordProblem(password, email), password).toBeNull()
  }
})

test('refuses what is too short or too long', () => {
  expect(passwordProblem('short one', email)).toMatch(/at least 10/)
  expect(passwordProblem('long'.repeat(33), email)).toMatch(/at most 128/)
})

test('refuses what everyone tries first', () => {
  for (const password of ['Password123', 'qwertyuiop', '1234567890', 'aaaaaaaaaaaa', 'ababababab']) {
    expect(passwordProblem(password, email), password).toMatch(/list of guesses/)
  }
})

test('refuses the email, and its name with digits around', () => {
  for (const password of [email, 'Ana.Ruiz@acme.test', 'AnaRuiz2026', 'ana.ruiz.1']) {
    expect(passwordProblem(password, email), password).toMatch(/is your email/)
  }
})
