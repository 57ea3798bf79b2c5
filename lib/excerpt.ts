const halfSign = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/gu

/** As much of a text as `max` characters are, from `start`; what is left out stands as "…". */
export function excerpt(text: string, max: number, start = 0): string {
  if (start === 0 && text.length <= max) return text
  const part = text.slice(start, start + max).replace(halfSign, '')
  return `${start > 0 ? '…' : ''}${part}${start + max < text.length ? '…' : ''}`
}

/** How much of what both have in common is shown before the first difference. */
const before = 40

/** Of two texts, one of which is longer than `max`, the parts where they begin to differ. */
export function excerptsOf(from: string, to: string, max: number): { from: string; to: string } {
  if (from.length <= max && to.length <= max) return { from, to }
  let same = 0
  while (same < from.length && from[same] === to[same]) same++
  const start = same + before < max ? 0 : same - before
  return { from: excerpt(from, max, start), to: excerpt(to, max, start) }
}
