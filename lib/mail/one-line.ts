/** Controls that turn the direction of what follows, and marks nobody sees; a file name must not rearrange a subject. */
const unseen = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu
const breaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu

/**
 * Text from a file or a person as one line: no line breaks, control or direction characters, no lone surrogates;
 * longer than `charsMax` it ends in "…".
 */
export function oneLine(text: string, charsMax: number): string {
  const chars = charsOf(text)
  return chars.length <= charsMax ? chars.join('') : `${chars.slice(0, charsMax - 1).join('')}…`
}

/** A file name as one line, cut in the middle so that its ending stays: "spring-lis….csv". */
export function fileNameLine(name: string, charsMax: number): string {
  const chars = charsOf(name)
  if (chars.length === 0) return 'file'
  if (chars.length <= charsMax) return chars.join('')
  const tail = chars.slice(-8)
  return `${chars.slice(0, charsMax - 1 - tail.length).join('')}…${tail.join('')}`
}

function charsOf(text: string): string[] {
  return Array.from(text.toWellFormed().replace(unseen, '').replace(breaks, ' ').trim())
}
