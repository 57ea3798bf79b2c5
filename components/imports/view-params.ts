import { type RejectionCode, rejectionCodes } from '@/lib/imports/outcome'

/** The query of an address as Next hands it over. */
export type Query = Record<string, string | string[] | undefined>

/** The page number in the address, from 1; anything else counts as 1. */
export function pageOf(query: Query): number {
  return wholeNumber(one(query.page)) ?? 1
}

/** What part of the rejected rows the address asks for. What it does not know, it leaves out. */
export function rejectedViewOf(query: Query): {
  code?: RejectionCode
  search?: string
  /** A search goes on behind this row. */
  after?: number
  page: number
} {
  const reason = one(query.reason)
  const search = one(query.search)?.replaceAll('\0', '').trim().slice(0, 254).toWellFormed()
  return {
    code: rejectionCodes.find((code) => code === reason),
    search: search || undefined,
    after: wholeNumber(one(query.after)) ?? undefined,
    page: pageOf(query),
  }
}

/** A number as our addresses write it ("41"): no sign, no leading zero, not beyond what the database counts to. */
export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/u.test(text)) return null
  const number = Number(text)
  return number <= 2_147_483_647 ? number : null
}

/** The first value of a query's parameter. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
