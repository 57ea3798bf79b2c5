import { randomFillSync } from 'node:crypto'

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A tenant. Only `requireMember` (from a session), `accountBySlug` (command line) and job payload parsers mint one. */
export type AccountId = Brand<string, 'AccountId'>
export type UserId = Brand<string, 'UserId'>
export type LeadId = Brand<string, 'LeadId'>
export type CampaignId = Brand<string, 'CampaignId'>
export type FileId = Brand<string, 'FileId'>
/** An email address in the one form we compare and store. Only lib/leads/email-address.ts mints one. */
export type EmailKey = Brand<string, 'EmailKey'>

const pool = new Uint8Array(16 * 1024)
let poolUsed = pool.length
let msLast = 0
let sequence = 0
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUID v7 (RFC 9562) as 36 characters: 48 bits of milliseconds, 12 bits of sequence within the millisecond
 * (so ids of one process sort in the order they were made), 62 random bits. Made here rather than by the
 * database because `uuidv7()` exists only from PostgreSQL 18 on.
 */
export function newId(): string {
  const now = Date.now()
  if (now > msLast) {
    msLast = now
    sequence = 0
  } else if (++sequence > 0xfff) {
    msLast++
    sequence = 0
  }
  if (poolUsed === pool.length) {
    randomFillSync(pool)
    poolUsed = 0
  }
  const at = poolUsed
  poolUsed += 8
  const time = msLast.toString(16).padStart(12, '0')
  const counter = sequence.toString(16).padStart(3, '0')
  const r = (index: number) => hex[pool[at + index]!]!
  const variant = hex[0x80 | (pool[at]! & 0x3f)]!
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}${r(1)}-${r(2)}${r(3)}${r(4)}${r(5)}${r(6)}${r(7)}`
}
