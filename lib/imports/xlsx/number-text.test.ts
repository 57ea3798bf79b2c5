import { expect, test } from 'vitest'
import { numberFormat, numberText } from './number-text'

function text(value: number | string, code: string | number, from1904 = false): string {
  const format = typeof code === 'number' ? numberFormat(code, undefined) : numberFormat(164, code)
  return numberText(String(value), format, from1904)
}

test.each([
  [441234567890, 'General', '441234567890'],
  [0.1 + 0.2, 'General', '0.3'],
  ['4.41234567890E+11', 'General', '441234567890'],
  [1e21, 'General', '1000000000000000000000'],
  [-5, 'General', '-5'],
  [0, 0, '0'],
  [8123, '00000', '08123'],
  [600123456, '000 000 000', '600 123 456'],
  [600123456, '000\\ 000\\ 000', '600 123 456'],
  [5551234567, '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '(555) 123-4567'],
  [5551234, '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '555-1234'],
  [34600123456, '"+"#', '+34600123456'],
  [1234.5, '#,##0.00', '1,234.50'],
  [1234567, 3, '1,234,567'],
  [0.25, 9, '25%'],
  [0.125, '0.0%', '12.5%'],
  [12.5, '[$€-407]#,##0.00', '€12.50'],
  [12.5, '0.##', '12.5'],
  [-7, '0;(0)', '(7)'],
  [-7, '0.0', '-7.0'],
  [0, '0;-0;"none"', 'none'],
  [3.5, '# ?/?', '3.5'],
  [441234567890, '0.00E+00', '441234567890'],
  [12, '@', '12'],
  ['text', '0', 'text'],
])('%s as %s reads %s', (value, code, expected) => expect(text(value, code)).toBe(expected))

test.each([
  [46348, 14, '2026-11-22'],
  [46348, 'dd/mm/yyyy', '2026-11-22'],
  [46348.446, '[$-409]d mmm yyyy hh:mm', '2026-11-22 10:42:14'],
  [46348.5, 22, '2026-11-22 12:00'],
  [0.75, 'h:mm', '18:00'],
  [1, 14, '1900-01-01'],
  [59, 14, '1900-02-28'],
  [61, 14, '1900-03-01'],
  [-1, 14, '-1'],
  [9e9, 14, '9000000000'],
])('the day %s as %s reads %s', (value, code, expected) => expect(text(value, code)).toBe(expected))

test('days count from 1904 in files of old Macs', () => expect(text(44886, 14, true)).toBe('2026-11-22'))
