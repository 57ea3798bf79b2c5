import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayEmail } from './display-email'
import { type EmailCause, parseEmail } from './email-address'

function key(cell: string): string | null {
  const parsed = parseEmail(cell)
  return parsed.kind === 'email' ? parsed.key : null
}

function refusal(cell: string): [EmailCause, string | null] | null {
  const parsed = parseEmail(cell)
  return parsed.kind === 'invalid' ? [parsed.cause, parsed.suggestion] : null
}

describe('the key', () => {
  test.each([
    ['Ana.Ruiz@Acme.COM', 'ana.ruiz@acme.com'],
    [' \t\u00a0\u200bana@x.com\u2060\ufeff\r\n', 'ana@x.com'],
    ['\u00adana@x.com\u200e', 'ana@x.com'],
    ['mailto:Ana@x.com', 'ana@x.com'],
    ['MAILTO:ana%2Bnews@x.com?subject=Hi%20there', 'ana+news@x.com'],
    ['mailto:what?@x.com?subject=hi', 'what?@x.com'],
    ['"Ana Ruiz" <ana@x.com>', 'ana@x.com'],
    ['ana@old.com <ana@x.com>', 'ana@x.com'],
    ['< mailto:ana@x.com >', 'ana@x.com'],
    ['"ana"@x.com', 'ana@x.com'],
    ['ana@Müller.de', 'ana@xn--mller-kva.de'],
    ['ana@MÜLLER.DE', 'ana@xn--mller-kva.de'],
    ['ana@faß.de', 'ana@xn--fa-hia.de'],
    ['ana@例え。jp', 'ana@xn--r8jz45g.jp'],
    ['ana@xn--mller-kva.de', 'ana@xn--mller-kva.de'],
    ['ana@İ.com', 'ana@xn--i-9bb.com'],
    ["o'neil/sales=a&b+c@x.com", "o'neil/sales=a&b+c@x.com"],
    ['ana.ruiz+a@gmail.com', 'ana.ruiz+a@gmail.com'],
    ['%41@x.com', '%41@x.com'],
  ])('%j is %s', (cell, expected) => expect(key(cell)).toBe(expected))

  test('nothing but space is a missing email', () => {
    for (const cell of ['', ' ', '\t\u00a0', '\u200b\ufeff'])
      expect(parseEmail(cell)).toEqual({ kind: 'missing' })
  })

  test('is shown with its domain in its own script', () => {
    const parsed = parseEmail('ana@Müller.de')
    expect(parsed.kind === 'email' && displayEmail(parsed.key)).toBe('ana@müller.de')
  })
})

describe('a refusal names its cause and suggests what was meant', () => {
  test.each<[string, EmailCause, string | null]>([
    ['ana', 'no_at', null],
    ['ana＠x.com', 'no_at', 'ana@x.com'],
    ['a@x.com, b@y.com', 'two_addresses', null],
    ['a@x.com;b@y.com', 'two_addresses', null],
    ['a@x.com b@y.com', 'two_addresses', null],
    ['a@x.com/b@y.com', 'two_addresses', null],
    ['a@x.com\nb@y.com', 'two_addresses', null],
    ['a@x.com ::: b@y.com', 'two_addresses', null],
    ['Ana <a@x.com>, Bo <b@y.com>', 'two_addresses', null],
    ['@x.com', 'name_missing', null],
    ['ana@', 'domain_missing', null],
    ['ana@acme', 'domain_without_dot', null],
    ['ana@gmail', 'domain_without_dot', 'ana@gmail.com'],
    ['ana@gmail,com', 'domain_not_valid', 'ana@gmail.com'],
    ['ana@x_y.com', 'domain_not_valid', null],
    ['ana@-x.com', 'domain_not_valid', null],
    ['ana@x.c', 'domain_not_valid', null],
    ['ana@x.com,', 'domain_not_valid', 'ana@x.com'],
    ['ana@x/y.com', 'domain_not_valid', null],
    ['ana@é/x.com', 'domain_not_valid', null],
    ['ana@[127.0.0.1]', 'domain_not_valid', null],
    ['ana@x.com\ufffd', 'domain_not_valid', null],
    ['ana@ｇｍａｉｌ.com', 'domain_not_valid', 'ana@gmail.com'],
    [`ana@${'x'.repeat(64)}.com`, 'domain_not_valid', null],
    ['ana@gmial.com', 'domain_typo', 'ana@gmail.com'],
    ['ANA@HOTMAIL.CON', 'domain_typo', 'ana@hotmail.com'],
    ['ana@yahoo.comm', 'domain_typo', 'ana@yahoo.com'],
    ['ana@gmail..com', 'dot_misplaced', 'ana@gmail.com'],
    ['ana@gmial..com', 'dot_misplaced', 'ana@gmail.com'],
    ['ana@x.com.', 'dot_misplaced', 'ana@x.com'],
    ['.ana@x.com', 'dot_misplaced', 'ana@x.com'],
    ['a..b@x.com', 'dot_misplaced', 'a.b@x.com'],
    ['ana @x.com', 'space_inside', 'ana@x.com'],
    ['ana@x. com', 'space_inside', 'ana@x.com'],
    ['ana ruiz@x.com', 'space_inside', null],
    ['a\u200bna@x.com', 'invisible_character', 'ana@x.com'],
    ['ana\0@x.com', 'invisible_character', null],
    ['ana@@x.com', 'character_not_allowed', 'ana@x.com'],
    ['(ana)@x.com', 'character_not_allowed', null],
    ['"ana@x.com"', 'character_not_allowed', 'ana@x.com'],
    ['"a b"@x.com', 'space_inside', null],
    ['josé@x.com', 'name_not_ascii', null],
    ['\u212aim@x.com', 'name_not_ascii', null],
    [`${'x'.repeat(65)}@x.com`, 'name_too_long', null],
    [`${'x'.repeat(64)}@${`${'y'.repeat(60)}.`.repeat(4)}com`, 'too_long', null],
  ])('%j', (cell, cause, suggestion) => expect(refusal(cell)).toEqual([cause, suggestion]))

  test('a cell longer than any address is not looked into', () => {
    expect(refusal('a@x.com '.repeat(1000))).toEqual(['too_long', null])
  })

  test('a domain that only looks like a typo is accepted', () => {
    for (const cell of ['ana@gmaile.com', 'ana@ymail.com', 'ana@gmx.de', 'ana@mail.com', 'ana@acme.con'])
      expect(key(cell)).toBe(cell)
  })
})

describe('for any text', () => {
  const name = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,12}(\.[a-z0-9+_-]{1,8}){0,2}$/)
  const domain = fc.stringMatching(/^([a-z0-9]{1,8}(-[a-z0-9]{1,5})?\.){1,3}[a-z]{2,6}$/)
  const edge = fc.string({
    unit: fc.constantFrom(...' \t\r\n\u00a0\u200b\u200d\u2003\u2060\ufeff'),
    maxLength: 4,
  })

  test('the key of a key is the key, and a suggestion is a key', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.tuple(name, domain).map((p) => p.join('@')),
    )
    fc.assert(
      fc.property(fc.tuple(text, fc.constantFrom('', '@'), text), (parts) => {
        const parsed = parseEmail(parts.join(''))
        if (parsed.kind === 'email') expect(parseEmail(parsed.key)).toEqual(parsed)
        if (parsed.kind === 'invalid' && parsed.suggestion)
          expect(key(parsed.suggestion)).toBe(parsed.suggestion)
      }),
      { numRuns: 1000 },
    )
  })

  test('case, edges and wrapping make no difference', () => {
    const wrap = fc.constantFrom<[string, string]>(['', ''], ['<', '>'], ['Ana R. <', '>'], ['mailto:', ''])
    fc.assert(
      fc.property(name, domain, edge, edge, wrap, (local, host, before, after, [open, close]) => {
        const plain = parseEmail(`${local}@${host}`)
        fc.pre(!/%[2-7]/.test(local))
        expect(parseEmail(`${before}${open}${`${local}@${host}`.toUpperCase()}${close}${after}`)).toEqual(
          plain,
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('hostile cells take no time', () => {
    const started = process.cpuUsage()
    for (const unit of ['a.', '@', 'a@', '"', ' ', '<', '-', 'a-', '\u200b', 'é', '.', 'a@b,', '%41'])
      for (const tail of ['', '@x.com', '@', '.com'])
        for (const length of [100, 1_900, 100_000]) parseEmail(unit.repeat(length / unit.length) + tail)
    expect(process.cpuUsage(started).user).toBeLessThan(500_000)
  })
})
