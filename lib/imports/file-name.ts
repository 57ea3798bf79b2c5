/** A file name as we show it: no folders, no control or direction characters, at most 200 characters. */
export function fileName(given: string): string {
  const base = given.split(/[\\/]/).at(-1) ?? ''
  const clean = base
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200)
    .toWellFormed()
  return clean || 'leads.csv'
}
