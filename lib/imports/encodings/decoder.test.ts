import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeAll, decoderOf } from './decoder'
import { encodings } from './list'

test('every encoding on the list reads plain ASCII as it is', () => {
  const ascii = 'Name,Email\r\n"Ana, PhD",ana@x.com\n'
  for (const { name } of encodings) {
    const isWide = name.startsWith('utf-16')
    expect([name, decodeAll(isWide ? iconv.encode(ascii, name) : Buffer.from(ascii), name)]).toEqual([
      name,
      ascii,
    ])
  }
})

test('the text does not depend on where the bytes are cut, whatever they are', () => {
  const bytes = fc.uint8Array({ maxLength: 40 })
  const name = fc.constantFrom(...encodings.map((one) => one.name))
  fc.assert(
    fc.property(name, bytes, fc.array(fc.nat(40), { maxLength: 4 }), (encoding, some, cuts) => {
      const all = Buffer.from(some)
      const decode = decoderOf(encoding)
      const places = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b), all.length]
      const pieces = places.slice(1).map((end, i) => decode(all.subarray(places[i], end), false))
      expect(pieces.join('') + decode(Buffer.alloc(0), true)).toBe(decoderOf(encoding)(all, true))
    }),
    { numRuns: 3000 },
  )
})

test('the second byte of a character is never taken for a delimiter, quote or backslash', () => {
  // ソ is 83 5C, ポ 83 7C, 表 95 5C in Shift_JIS; 許 is B3 5C in Big5
  expect(decodeAll(Buffer.from([0x83, 0x5c, 0x83, 0x7c, 0x95, 0x5c, 0x7c]), 'shift_jis')).toBe('ソポ表|')
  expect(decodeAll(Buffer.from([0xb3, 0x5c, 0x7c]), 'big5')).toBe('許|')
  expect(decodeAll(Buffer.from('\x1b$B"&|"\x1b(B|"', 'latin1'), 'iso-2022-jp')).toBe(
    `${decodeAll(Buffer.from([0xa2, 0xa6, 0xfc, 0xa2]), 'euc-jp')}|"`,
  )
})

test('a character that is cut off by a line break costs neither the line break nor a delimiter', () => {
  for (const encoding of ['shift_jisx0213', 'johab', 'euc-jisx0213'])
    expect(decodeAll(Buffer.from([0x41, 0x88, 0x0a, 0x42]), encoding)).toMatch(/^A.?\nB$/)
})
