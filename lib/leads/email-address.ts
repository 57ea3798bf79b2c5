import type { EmailKey } from '../db/ids'
import { domainMeant } from './domain-typos'
import { mended } from './mended-address'
import { isInvisible, isSpace, trimEdges } from './trim'

/** Why an address is not valid. */
export const emailCauses = [
  'no_at',
  'two_addresses',
  'name_missing',
  'domain_missing',
  'domain_without_dot',
  'domain_not_valid',
  'domain_typo',
  'dot_misplaced',
  'space_inside',
  'invisible_character',
  'character_not_allowed',
  'name_not_ascii',
  'name_too_long',
  'too_long',
] as const
export type EmailCause = (typeof emailCauses)[number]

export type ParsedEmail =
  | { kind: 'email'; key: EmailKey }
  | { kind: 'missing' }
  /** `suggestion`: the key of the address that was probably meant; never used without being asked. */
  | { kind: 'invalid'; cause: EmailCause; suggestion: string | null }

const nameMax = 64
const addressMax = 254
const labelMax = 63
/** Up to this many characters neither name nor label can be too long. */
const plainMax = 64
/** Longer cells are not looked into: no address has that many characters, display name included. */
const cellMax = 2_000

/** Lower-case addresses of plain letters, digits, `_`, `+` and `-`: most of every file. Each character fits one place only. */
const plainAddress =
  /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*\.[a-z]{2,63}$/

/** WHATWG `input[type=email]`, its local part without misplaced dots. */
const nameGrammar = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const labelGrammar = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/

/**
 * The email key of a cell: the one form in which we compare and store an address. Trims, unwraps `mailto:` and
 * `"Ana" <ana@x.com>`, lower-cases, turns the domain to ASCII. The grammar is product.md section 2, plus: a top-level
 * domain has at least two characters; what IDNA 2008 does not allow (full-width letters, ligatures, signs) is refused;
 * quotes around a name that needs none (`"ana"@x.com`) are dropped. Never throws; linear in the cell's length.
 * `parseEmail(key)` gives the key itself.
 */
export function parseEmail(cell: string): ParsedEmail {
  if (cell.length <= plainMax && plainAddress.test(cell)) return withoutTypo(cell)
  const trimmed = trimEdges(cell)
  if (trimmed === '') return { kind: 'missing' }
  if (trimmed.length > cellMax) return { kind: 'invalid', cause: 'too_long', suggestion: null }
  const address = unwrapped(trimmed)
  const checked = checkAddress(address)
  if ('key' in checked) return withoutTypo(checked.key)
  return { kind: 'invalid', cause: checked.cause, suggestion: suggestionFor(address, checked.cause) }
}

/** What a byte is in an address of plain letters, digits, `_`, `+` and `-`. */
const [noPart, letter, capital, digit, sign, hyphen, dot, atSign] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const partOf = new Uint8Array(256).map((_, byte) => {
  const character = String.fromCharCode(byte)
  if (/[a-z]/.test(character)) return letter
  if (/[A-Z]/.test(character)) return capital
  if (/[0-9]/.test(character)) return digit
  if (/[_+]/.test(character)) return sign
  return { '-': hyphen, '.': dot, '@': atSign }[character] ?? noPart
})

/**
 * The key of an address that lies in bytes, when it is plain (`plainAddress`, in any case) and no known typo: most of
 * every file, without making text of it first. Null: `parseEmail` must look.
 */
export function plainEmailIn(bytes: Buffer, start: number, end: number): EmailKey | null {
  if (end - start > plainMax) return null
  let hasCapitals = false
  let before: number = dot
  let at = start
  for (; at < end; at++) {
    const part = partOf[bytes[at]!]!
    if (part === atSign) break
    if (part === noPart || (part === dot && before === dot)) return null
    if (part === capital) hasCapitals = true
    before = part
  }
  if (at === end || before === dot) return null
  const domainAt = at + 1
  before = dot
  let isTop = false // whether the label in hand may be the top-level domain: letters only
  let dotAt = -1
  for (at = domainAt; at < end; at++) {
    const part = partOf[bytes[at]!]!
    if (part === noPart || part === sign || part === atSign) return null
    if (part === dot) {
      if (before === dot || before === hyphen) return null
      dotAt = at
      isTop = true
    } else if (part === hyphen && before === dot) return null
    else if (part === digit || part === hyphen) isTop = false
    else if (part === capital) hasCapitals = true
    before = part
  }
  if (!isTop || end - dotAt < 3) return null
  const address = bytes.toString('latin1', start, end)
  const key = hasCapitals ? address.toLowerCase() : address
  return domainMeant(key.slice(domainAt - start)) === null ? (key as EmailKey) : null
}

function withoutTypo(key: string): ParsedEmail {
  const at = key.indexOf('@')
  const meant = domainMeant(key.slice(at + 1))
  if (meant === null) return { kind: 'email', key: ownText(key) as EmailKey }
  return { kind: 'invalid', cause: 'domain_typo', suggestion: `${key.slice(0, at)}@${meant}` }
}

/** A copy of its own memory: a part of a string else keeps the whole alive, and keys outlive the text they are read from. */
function ownText(text: string): string {
  return ` ${text}`.slice(1)
}

/** The address inside `mailto:…?subject=…`, `"Ana" <ana@x.com>` and `<ana@x.com>`. */
function unwrapped(text: string): string {
  const open = text.indexOf('<')
  if (
    open !== -1 &&
    text.endsWith('>') &&
    open === text.lastIndexOf('<') &&
    text.indexOf('>') === text.length - 1
  )
    return withoutMailto(trimEdges(text.slice(open + 1, -1)))
  return withoutMailto(text)
}

function withoutMailto(text: string): string {
  if (text.slice(0, 7).toLowerCase() !== 'mailto:') return text
  const query = text.indexOf('?', text.indexOf('@') + 1)
  const address = text.slice(7, query === -1 ? undefined : query)
  return trimEdges(
    address.replace(/%(2[1-9a-f]|[3-6][0-9a-f]|7[0-9a-e])/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  )
}

type Checked = { key: string } | { cause: EmailCause }

/** The grammar, without looking for typos: a trimmed, unwrapped address → its key, or the first thing wrong with it. */
function checkAddress(address: string): Checked {
  const at = address.indexOf('@')
  if (at === -1) return { cause: 'no_at' }
  if (address.indexOf('@', at + 1) !== -1)
    return { cause: holdsTwoAddresses(address) ? 'two_addresses' : 'character_not_allowed' }
  if (address.length > 2 * addressMax) return { cause: 'too_long' } // not even letters with accents shrink so far
  const unseen = spaceCause(address)
  if (unseen) return { cause: unseen }
  if (at === 0) return { cause: 'name_missing' }
  if (at === address.length - 1) return { cause: 'domain_missing' }
  const name = unquoted(address.slice(0, at))
  const nameFault = nameCause(name)
  if (nameFault) return { cause: nameFault }
  const domain = asciiDomain(address.slice(at + 1))
  if ('cause' in domain) return domain
  const key = `${name.toLowerCase()}@${domain.key}`
  return key.length > addressMax ? { cause: 'too_long' } : { key }
}

/** Two or more pieces with an @ each, apart by a comma, semicolon, slash, bar, line break, space or `:::`. */
function holdsTwoAddresses(text: string): boolean {
  return text.split(/[\s,;/|<>&]+|:::/u).filter((piece) => /[^@]@[^@]/u.test(piece)).length > 1
}

function spaceCause(text: string): EmailCause | null {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isSpace(code)) return 'space_inside'
    if (code < 0x20 || code === 0x7f || isInvisible(code)) return 'invisible_character'
  }
  return null
}

/** `"ana"` → `ana`, as RFC 5321 (4.1.2) asks of senders. A name that needs its quotes keeps them, and is refused. */
function unquoted(name: string): string {
  if (name.length < 3 || !name.startsWith('"') || !name.endsWith('"')) return name
  const inner = name.slice(1, -1)
  return nameCause(inner) === null ? inner : name
}

/** Judged before lower-casing: the Kelvin sign would turn into a plain k. */
function nameCause(name: string): EmailCause | null {
  if (!isAscii(name)) return 'name_not_ascii'
  if (name.length > nameMax) return 'name_too_long'
  if (nameGrammar.test(name.toLowerCase())) return null
  return name.startsWith('.') || name.endsWith('.') || name.includes('..')
    ? 'dot_misplaced'
    : 'character_not_allowed'
}

function asciiDomain(domain: string): Checked {
  const plain = isAscii(domain) ? domain.toLowerCase() : idna(domain)
  if (plain === null) return { cause: 'domain_not_valid' }
  if (plain.startsWith('.') || plain.endsWith('.') || plain.includes('..')) return { cause: 'dot_misplaced' }
  const labels = plain.split('.')
  if (!labels.every((label) => label.length <= labelMax && labelGrammar.test(label)))
    return { cause: 'domain_not_valid' }
  if (labels.length === 1) return { cause: 'domain_without_dot' }
  return labels.at(-1)?.length === 1 ? { cause: 'domain_not_valid' } : { key: plain }
}

/** Letters, marks and digits are what IDNA 2008 allows; U+3002 is the ideographic full stop between labels. */
const idnaDomain = /^[a-z0-9.\-\p{L}\p{M}\p{Nd}\u3002]+$/u

/** The domain in ASCII by UTS 46, through the URL parser; null when it is none, or not in a form IDNA 2008 allows. */
function idna(domain: string): string | null {
  const lower = domain.toLowerCase()
  if (!idnaDomain.test(lower) || lower.normalize('NFKC') !== lower.normalize('NFC')) return null
  const url = `http://${lower}`
  return URL.canParse(url) ? new URL(url).hostname : null
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** What the writer of a malformed address probably meant: the same address with its slips mended, if that is one. */
function suggestionFor(address: string, cause: EmailCause): string | null {
  if (cause === 'two_addresses' || cause === 'name_not_ascii') return null
  const checked = checkAddress(mended(address))
  if (!('key' in checked)) return null
  const parsed = withoutTypo(checked.key)
  return parsed.kind === 'invalid' ? parsed.suggestion : checked.key
}
