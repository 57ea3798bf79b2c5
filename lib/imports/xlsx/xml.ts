import { decoderOf } from '../encodings/decoder'
import { damaged } from './zip'

/** A piece of XML. Names are without prefix; `attributes` as written, see `attribute`. An empty element also closes. */
export type XmlToken =
  | { kind: 'open'; name: string; attributes: string }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

/** No tag and no text of a spreadsheet is this long. */
const tokenCharsMax = 2_000_000

/** The tags and texts of an XML file, as many at a time as a piece of it holds. Texts come with their entities undone. */
export async function* xmlTokens(pieces: AsyncIterable<Buffer>): AsyncGenerator<XmlToken[]> {
  const decode = decoderOf('utf-8')
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + decode(piece, false)
    const { tokens, at } = tokensOf(text)
    rest = text.slice(at)
    if (rest.length > tokenCharsMax) throw damaged()
    yield tokens
  }
  if (rest.trim() !== '') throw damaged()
}

function tokensOf(text: string): { tokens: XmlToken[]; at: number } {
  const tokens: XmlToken[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('<', at)
    const end = start === -1 ? -1 : tagEnd(text, start)
    if (end === -1) return { tokens, at }
    if (start > at) tokens.push({ kind: 'text', text: plain(text.slice(at, start)) })
    at = end
    const sign = text[start + 1]
    if (sign === '?') continue
    if (sign !== '!') addTag(tokens, text.slice(start + 1, end - 1))
    else if (text.startsWith('<![CDATA[', start))
      tokens.push({ kind: 'text', text: text.slice(start + 9, end - 3) })
  }
}

/** Behind the `>` of a tag; -1 when it is not there yet. A quoted value may hold a `>`, and so may a comment. */
function tagEnd(text: string, start: number): number {
  for (const [begin, close] of [['<!--', '-->'] as const, ['<![CDATA[', ']]>'] as const]) {
    if (!text.startsWith(begin, start)) continue
    const found = text.indexOf(close, start + begin.length)
    return found === -1 ? -1 : found + close.length
  }
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i]
    if (char === '>') return i + 1
    if (char !== '"' && char !== "'") continue
    i = text.indexOf(char, i + 1)
    if (i === -1) return -1
  }
  return -1
}

function addTag(tokens: XmlToken[], tag: string): void {
  if (tag.startsWith('/')) {
    tokens.push({ kind: 'close', name: bareName(tag.slice(1).trimEnd()) })
    return
  }
  const isEmpty = tag.endsWith('/')
  const space = tag.search(/[\s/]/)
  const name = bareName(space === -1 ? tag : tag.slice(0, space))
  tokens.push({ kind: 'open', name, attributes: space === -1 ? '' : tag.slice(space) })
  if (isEmpty) tokens.push({ kind: 'close', name })
}

const bareName = (name: string) => name.slice(name.indexOf(':') + 1)

const patterns = new Map<string, RegExp>()

/** The value of an attribute, whatever its prefix; null when there is none. */
export function attribute(attributes: string, name: string): string | null {
  if (attributes === '') return null
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? plain(found[1] ?? found[2] ?? '') : null
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (name) return named[name] ?? entity
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}
