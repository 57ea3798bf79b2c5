import { expect, test } from 'vitest'
import { emailStatuses, emailStatusLabels, emailStatusOf } from './email-status'

test.each([
  [
    'ZeroBounce',
    {
      valid: 'valid',
      invalid: 'invalid',
      'catch-all': 'risky',
      unknown: 'unknown',
      spamtrap: 'invalid',
      abuse: 'risky',
      do_not_mail: 'invalid',
    },
  ],
  [
    'NeverBounce',
    {
      valid: 'valid',
      invalid: 'invalid',
      disposable: 'risky',
      catchall: 'risky',
      accept_all: 'risky',
      unknown: 'unknown',
    },
  ],
  [
    'Hunter',
    {
      valid: 'valid',
      invalid: 'invalid',
      accept_all: 'risky',
      webmail: 'unknown',
      disposable: 'risky',
      unknown: 'unknown',
    },
  ],
  ['Bouncer', { deliverable: 'valid', risky: 'risky', undeliverable: 'invalid', unknown: 'unknown' }],
  [
    'Apollo',
    {
      Verified: 'valid',
      'Likely to engage': 'valid',
      Unverified: 'not_verified',
      'User Managed': 'not_verified',
      'Update required': 'not_verified',
      Extrapolated: 'risky',
      Guessed: 'risky',
      Unavailable: 'unknown',
      Bounced: 'invalid',
    },
  ],
  [
    'MillionVerifier',
    {
      ok: 'valid',
      good: 'valid',
      catch_all: 'risky',
      unknown: 'unknown',
      error: 'unknown',
      disposable: 'risky',
      invalid: 'invalid',
      bad: 'invalid',
    },
  ],
  [
    'EmailListVerify',
    {
      ok: 'valid',
      ok_for_all: 'risky',
      email_disabled: 'invalid',
      dead_server: 'invalid',
      invalid_mx: 'invalid',
      unknown_email: 'invalid',
      antispam_system: 'unknown',
      smtp_protocol: 'unknown',
      attempt_rejected: 'invalid',
      spamtrap: 'invalid',
    },
  ],
  [
    'DeBounce and Mailgun',
    {
      'Safe to Send': 'valid',
      'Accept-all': 'risky',
      'Spam-trap': 'invalid',
      do_not_send: 'invalid',
      Role: 'risky',
    },
  ],
  [
    'Snov, Clearout and Mailfloss',
    {
      not_valid: 'invalid',
      unverifiable: 'unknown',
      greylisted: 'unknown',
      catch_all: 'risky',
      passed: 'valid',
    },
  ],
  [
    'people who write in other languages',
    {
      Gültig: 'valid',
      Ungültig: 'invalid',
      válido: 'valid',
      'Non vérifié': 'not_verified',
      inconnu: 'unknown',
      'non valido': 'invalid',
      Geldig: 'valid',
      desconhecido: 'unknown',
    },
  ],
  [
    'Kickbox and Emailable',
    { deliverable: 'valid', undeliverable: 'invalid', risky: 'risky', unknown: 'unknown' },
  ],
])('understands the words of %s', (_, words) => {
  for (const [word, status] of Object.entries(words))
    expect([word, emailStatusOf(word)]).toEqual([word, status])
})

test('understands our own labels and keys', () => {
  for (const status of emailStatuses)
    expect([emailStatusOf(emailStatusLabels[status]), emailStatusOf(status)]).toEqual([status, status])
})

test('does not mind case, signs and edges', () => {
  expect([' CATCH-ALL ', 'Catch_All', 'catch  all', 'Do Not Mail', 'ＶＡＬＩＤ'].map(emailStatusOf)).toEqual([
    'risky',
    'risky',
    'risky',
    'invalid',
    'valid',
  ])
})

test('knows no other word', () => {
  for (const word of [
    '',
    ' ',
    'Active',
    'New',
    'N/A',
    'None',
    'true',
    'constructor',
    '__proto__',
    'valid?no',
    'x'.repeat(10_000),
  ])
    expect(emailStatusOf(word)).toBeNull()
})
