/**
 * Splits a script into its statements, at each semicolon that stands outside quotes ('…', E'…', "…", $tag$…$tag$),
 * comments and parentheses. Comments stay with the statement they precede; a piece of nothing but comments is
 * dropped. Throws on a quote or comment that never ends.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = []
  let begin = 0
  let depth = 0
  let holdsCode = false
  let at = 0
  const cut = (end: number) => {
    if (holdsCode) statements.push(script.slice(begin, end).trim())
    begin = end + 1
    holdsCode = false
  }
  while (at < script.length) {
    const quoted = endOfQuoted(script, at)
    if (quoted) {
      holdsCode ||= !quoted.comment
      at = quoted.end
      continue
    }
    const char = script[at]
    if (char === ';' && depth === 0) cut(at)
    else if (char === '(') depth++
    else if (char === ')') depth--
    if (char !== ';' && !/\s/.test(char ?? '')) holdsCode = true
    at++
  }
  cut(script.length)
  return statements
}

type Quoted = { end: number; comment: boolean }

/** Where the quote or comment that opens at `at` ends (exclusive); null when none opens there. */
function endOfQuoted(script: string, at: number): Quoted | null {
  if (script.startsWith('--', at)) {
    const end = script.indexOf('\n', at)
    return { end: end < 0 ? script.length : end + 1, comment: true }
  }
  if (script.startsWith('/*', at)) return { end: endOfBlockComment(script, at), comment: true }
  if (script[at] === "'") {
    const escapes = /(^|[^\w$])e$/i.test(script.slice(Math.max(0, at - 2), at))
    return { end: endOf(script, at, escapes ? /[^'\\]|''|\\[\s\S]/y : /[^']|''/y, 'string'), comment: false }
  }
  if (script[at] === '"') return { end: endOf(script, at, /[^"]|""/y, 'quoted name'), comment: false }
  if (script[at] === '$' && !/[\w$]/.test(script[at - 1] ?? '')) return dollarQuoted(script, at)
  return null
}

function endOf(script: string, at: number, piece: RegExp, what: string): number {
  piece.lastIndex = at + 1
  let end = at + 1
  while (piece.test(script)) end = piece.lastIndex
  if (end >= script.length) throw unended(script, at, what)
  return end + 1
}

function endOfBlockComment(script: string, at: number): number {
  const mark = /\/\*|\*\//g
  mark.lastIndex = at
  let depth = 0
  for (let found = mark.exec(script); found; found = mark.exec(script)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  throw unended(script, at, 'comment')
}

function dollarQuoted(script: string, at: number): Quoted | null {
  const tag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y
  tag.lastIndex = at
  const open = tag.exec(script)?.[0]
  if (!open) return null
  const close = script.indexOf(open, at + open.length)
  if (close < 0) throw unended(script, at, `string ${open}`)
  return { end: close + open.length, comment: false }
}

function unended(script: string, at: number, what: string): Error {
  const line = script.slice(0, at).split('\n').length
  return new Error(`The ${what} that begins on line ${line} never ends.`)
}
