/** Which leads of an account are meant. An empty search means all of them. */
export type LeadFilter = { search: string }

export const searchCharsMax = 200

/**
 * The filter as an SQL condition over `leads`, to be joined to `account_id = …` with AND. Its parameters are
 * numbered from `$first` on. The search matches inside email, name (first and last, as shown) or company. Emails are
 * in lower case already; the rest is lowered in one piece, which costs half of three ILIKEs.
 */
export function leadCondition(filter: LeadFilter, first: number): { sql: string; values: string[] } {
  const search = cleanSearch(filter.search)
  if (search === '') return { sql: 'TRUE', values: [] }
  const text = `lower(first_name || ' ' || last_name || E'\\n' || company)`
  return {
    sql: `(email LIKE $${first} OR ${text} LIKE lower($${first + 1}))`,
    values: [`%${likeText(search.toLowerCase())}%`, `%${likeText(search)}%`],
  }
}

/** The same search over `deleted_leads`, whose rows hold the lead as JSON. */
export function deletedSearch(typed: string, first: number): { sql: string; values: string[] } {
  const search = cleanSearch(typed)
  if (search === '') return { sql: 'TRUE', values: [] }
  const text = `lower((lead ->> 'first_name') || ' ' || (lead ->> 'last_name') || E'\\n' || (lead ->> 'company'))`
  return {
    sql: `(email LIKE $${first} OR ${text} LIKE lower($${first + 1}))`,
    values: [`%${likeText(search.toLowerCase())}%`, `%${likeText(search)}%`],
  }
}

/** A text as LIKE finds it literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** A search as typed, without what PostgreSQL text cannot hold (NUL), trimmed and cut to `searchCharsMax`. */
export function cleanSearch(typed: string): string {
  return typed.replaceAll('\0', '').trim().slice(0, searchCharsMax).toWellFormed()
}
