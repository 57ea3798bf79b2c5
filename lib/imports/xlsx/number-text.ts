/** How a cell shows its number, made ready. */
export type NumberFormat = { kind: 'general' } | { kind: 'date' } | { kind: 'pattern'; sections: string[] }

/** Formats that spreadsheets know by number only (ECMA-376, 18.8.30); dates are 14 to 22 and 45 to 47. */
const builtIn: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
}

/** The format of a number and code; codes by which nobody reads a number (fractions, exponents) show it in full. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const dates =
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
  if (code === undefined && dates) return { kind: 'date' }
  const text = code ?? builtIn[id]
  if (text === undefined || /^general/i.test(text)) return { kind: 'general' }
  const bare = text.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  if (/[ymdhs]/i.test(bare) || /\[[hms]+\]/i.test(text)) return { kind: 'date' }
  if (/e[+-]|\/|@|general/i.test(bare) || !/[0#?]/.test(bare)) return { kind: 'general' }
  return { kind: 'pattern', sections: text.split(';') }
}

/** A number of a cell as a person reads it. Dates are ISO 8601, whatever their format: 2026-11-22, 2026-11-22 10:42. */
export function numberText(value: string, format: NumberFormat, from1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (format.kind === 'date') return dateText(number, from1904) ?? general(number)
  return format.kind === 'pattern' ? patternText(number, format.sections) : general(number)
}

/** All digits that were typed, none that binary arithmetic added: 441234567890, 0.3. */
function general(number: number): string {
  const rounded = Number(number.toPrecision(15))
  return Math.abs(rounded) >= 1e21 ? BigInt(rounded).toString() : String(rounded)
}

const dayMs = 86_400_000

/** Null: no day that a spreadsheet can show. */
function dateText(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial >= 2_958_466) return null
  // Spreadsheets count a 29 February 1900 that never was.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const iso = new Date(Date.UTC(1899, 11, 30) + Math.round((days * dayMs) / 1000) * 1000).toISOString()
  const time = iso.slice(11, 19).replace(/:00$/, '')
  if (serial < 1) return time
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}

function patternText(number: number, sections: string[]): string {
  const chosen = sectionOf(number, sections)
  const isSigned = number < 0 && chosen === 0
  const code = (sections[chosen] ?? '')
    .replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"')
    .replace(/\[[^\]]*\]|_./g, '')
    .replace(/\*./g, '')
  const parts = code.match(/"[^"]*"|\\.|[0#?.,]+|[^"\\0#?.,]+/g) ?? []
  const places = parts.filter((part) => /^[0#?.,]+$/.test(part) && /[0#?]/.test(part))
  if (places.length === 0) return literals(parts)
  const percent = code.includes('%') ? 100 : 1
  const absolute = Math.abs(number) * percent
  const text =
    places.length === 1 ? decimals(absolute, places[0] ?? '', parts) : spread(absolute, parts, places)
  return `${isSigned ? '-' : ''}${text}`.trim()
}

/** Which section a number is shown by: positive; negative; zero. Conditions such as [<=9999999] come first. */
function sectionOf(number: number, sections: string[]): number {
  for (const [index, section] of sections.entries()) {
    const condition = /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/.exec(section)
    if (!condition) continue
    const limit = Number(condition[2])
    const holds = { '<=': number <= limit, '>=': number >= limit, '<': number < limit, '>': number > limit }
    if (condition[1] === '<>' ? number !== limit : (holds[condition[1] as '<'] ?? number === limit))
      return index
    if (index === 0) return 1
  }
  if (number < 0 && sections.length > 1) return 1
  return number === 0 && sections.length > 2 ? 2 : 0
}

const literal = (part: string) => part.replace(/^"(.*)"$/, '$1').replace(/^\\/, '')
const literals = (parts: string[]) => parts.map(literal).join('').trim()

/** One group of places, as 0.00 or #,##0: leading zeros, decimals and thousands as it says. */
function decimals(absolute: number, places: string, parts: string[]): string {
  const [whole = '', fraction = ''] = places.split('.')
  const digits = Number(absolute.toPrecision(15)).toFixed(
    Math.min(fraction.replace(/[^0#?]/g, '').length, 20),
  )
  const [integer = '', rest = ''] = digits.split('.')
  const least = whole.replace(/[^0]/g, '').length
  const padded = (least === 0 && integer === '0' ? '' : integer).padStart(least, '0')
  const grouped = whole.includes(',') ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded
  const kept = rest.replace(/0+$/, '').padEnd(fraction.replace(/[^0]/g, '').length, '0')
  return parts.map((part) => (part === places ? grouped + (kept && `.${kept}`) : literal(part))).join('')
}

/** Several groups of places, as (000) 000-0000: the digits fill them from the right. */
function spread(absolute: number, parts: string[], places: string[]): string {
  let digits = absolute.toFixed(0)
  const filled = new Map<number, string>()
  const first = parts.findIndex((part) => places.includes(part))
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? ''
    if (!places.includes(part)) continue
    const size = index === first ? Math.max(part.length, digits.length) : part.length
    const taken = digits.slice(-size)
    digits = digits.slice(0, digits.length - taken.length)
    filled.set(index, taken.padStart(part.replace(/[^0]/g, '').length, '0'))
  }
  return parts.map((part, index) => filled.get(index) ?? literal(part)).join('')
}
