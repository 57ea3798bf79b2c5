/** Below this many bytes a loop is quicker than a call out of JavaScript. */
const loopBytes = 48

/** Writes a text; false: it is long, or there is more in it than ASCII. */
export function writeAscii(text: string, to: Buffer, at: number): boolean {
  if (text.length > loopBytes) return false
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k)
    if (code > 0x7f) return false
    to[at + k] = code
  }
  return true
}

/** Copies bytes; gives where they end. */
export function copyBytes(from: Uint8Array, start: number, end: number, to: Buffer, at: number): number {
  const size = end - start
  if (size > loopBytes) to.set(from.subarray(start, end), at)
  else for (let k = 0; k < size; k++) to[at + k] = from[start + k]!
  return at + size
}
