/**
 * Where to go after signing in: a path of this site, or `otherwise`. Everything a browser could read as another
 * site is refused ("//evil.test", "/\evil.test", "https:…", control characters that browsers drop).
 */
export function nextPath(given: unknown, otherwise: string): string {
  if (typeof given !== 'string' || given.length > 2_000) return otherwise
  if (!/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(given)) return otherwise
  const url = new URL(given, 'http://own.invalid')
  if (url.origin !== 'http://own.invalid' || url.pathname.startsWith('//')) return otherwise
  if (url.pathname === '/sign-in' || url.pathname === '/sign-up') return otherwise
  return url.pathname + url.search + url.hash
}
