const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** A browser's own description in the two words a person knows it by: "Firefox on Windows". */
export function browserOf(userAgent: string | null): string {
  const found = (words: typeof browsers | typeof systems) =>
    words.find(([sign]) => userAgent?.includes(sign))?.[1]
  const [browser, system] = [found(browsers), found(systems)]
  if (!browser) return 'Unknown browser'
  return system ? `${browser} on ${system}` : browser
}
