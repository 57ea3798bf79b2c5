/** First part of a path that is a page of ours: no account may be called so. */
const reserved = new Set([
  'about',
  'account',
  'accounts',
  'admin',
  'api',
  'app',
  'assets',
  'billing',
  'favicon',
  'forgot',
  'health',
  'help',
  'home',
  'invite',
  'login',
  'logout',
  'mailbox',
  'new',
  'null',
  'outbox',
  'privacy',
  'profile',
  'public',
  'reset',
  'robots',
  'settings',
  'sign-in',
  'sign-out',
  'sign-up',
  'sitemap',
  'static',
  'status',
  'support',
  'terms',
  'undefined',
  'well-known',
  'www',
])

export const slugCharsMax = 40

/** What is wrong with a slug, as a sentence; null when nothing is. */
export function slugProblem(slug: string): string | null {
  if (slug.length < 2 || slug.length > slugCharsMax) return `Use 2 to ${slugCharsMax} characters.`
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return 'Use small letters a–z, digits and single hyphens between them.'
  if (reserved.has(slug)) return `“${slug}” is kept for a page of Fairlead. Choose another.`
  return null
}

/** A slug for an account's name: "Café Müller & Co." → "cafe-muller-co". Always one without a problem. */
export function slugOf(name: string): string {
  const slug = trimHyphens(
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
  )
  if (slug.length < 2) return slug === '' ? 'my-account' : `account-${slug}`
  if (reserved.has(slug)) return `${slug}-account`
  return slug
}

/** The slug to try after `taken - 1` others were: ("acme", 2) → "acme-2". Stays within the length. */
export function slugNumbered(slug: string, number: number): string {
  const suffix = `-${number}`
  return `${trimHyphens(slug.slice(0, slugCharsMax - suffix.length))}${suffix}`
}

function trimHyphens(text: string): string {
  return text
    .slice(0, slugCharsMax + 1)
    .replace(/^-+/, '')
    .slice(0, slugCharsMax)
    .replace(/-+$/, '')
}
