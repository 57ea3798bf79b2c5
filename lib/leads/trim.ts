/**
 * The text without Unicode white space and invisible characters (zero-width, byte order mark, direction marks,
 * soft hyphen) at its edges. The one meaning of "trim" and of "empty" for cells.
 */
export function trimEdges(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isEdge(text.charCodeAt(start))) start++
  while (end > start && isEdge(text.charCodeAt(end - 1))) end--
  return end - start === text.length ? text : text.slice(start, end)
}

/** Whether nothing is left of the text when it is trimmed. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isEdge(text.charCodeAt(at))) return false
  return true
}

function isEdge(code: number): boolean {
  return code <= 0xa0
    ? isAsciiSpace(code) || code === 0x85 || code === 0xa0
    : isSpace(code) || isInvisible(code)
}

function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

/** White space of Unicode (property White_Space). */
export function isSpace(code: number): boolean {
  if (code <= 0xa0) return isAsciiSpace(code) || code === 0x85 || code === 0xa0
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

/** Characters that have no width: they travel with copied text and nobody sees them. */
export function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff
  )
}
