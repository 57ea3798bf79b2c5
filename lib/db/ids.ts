import { randomFillSync } from 'node:crypto'

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A tenant. Only `requireMember` (from a session), `accountBySlug` (command line) and job payload parsers mint one. */
export type AccountId = Brand<string, 'AccountId'>
export type UserId = Brand<string, 'UserId'>
export type LeadId = Brand<string, 'LeadId'>
export type CampaignId = Brand<string, 'CampaignId'>
export type FileId = Brand<string, 'FileId'>
export type ExportId = Brand<string, 'ExportId'>
/** An email address in the one form we compare and store. Only lib/leads/email-address.ts mints one. */
export type EmailKey = Brand<string, 'EmailKey'>

const pool = new Uint8Array(16 * 1024)
let poolUsed = pool.length
let msLast = 0
let sequence = 0

/**
 * A UUID v7 (RFC 9562) as 36 characters: 48 bits of milliseconds, 12 bits of sequence within the millisecond
 * (so ids of one process sort in the order they were made), 62 random bits. Made here rather than by the
 * database because `uuidv7()` exists only from PostgreSQL 18 on.
 */
export function newId(): string {
  return uuidText(newIds(1), 0)
}

/** Many of them at once, as 16 bytes each. */
export function newIds(count: number): Buffer {
  const ids = Buffer.allocUnsafe(16 * count)
  for (let at = 0; at < ids.length; at += 16) writeNewId(ids, at)
  return ids
}

function writeNewId(ids: Buffer, at: number): void {
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
  ids.writeUIntBE(msLast, at, 6)
  ids[at + 6] = 0x70 | (sequence >> 8)
  ids[at + 7] = sequence
  for (let i = 0; i < 8; i++) ids[at + 8 + i] = pool[poolUsed + i]!
  ids[at + 8] = 0x80 | (ids[at + 8]! & 0x3f)
  poolUsed += 8
}

/** The 16 bytes of a UUID from `at` on, as 36 characters. */
export function uuidText(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The 16 bytes of a UUID of 36 characters. */
export function uuidBytes(uuid: string): Buffer {
  const bytes = Buffer.alloc(16)
  writeUuid(uuid, bytes, 0)
  return bytes
}

/** Writes the 16 bytes of a UUID, given as 36 characters, from `at` on; gives where they end. */
export function writeUuid(uuid: string, to: Uint8Array, at: number): number {
  let end = at
  for (let i = 0; i < 36; i += 2) {
    if (uuid.charCodeAt(i) === 0x2d) i++ // the hyphen
    to[end++] = (hexDigit(uuid.charCodeAt(i)) << 4) | hexDigit(uuid.charCodeAt(i + 1))
  }
  return end
}

/** The same for 36 characters that lie in bytes. */
export function writeUuidOf(from: Uint8Array, start: number, to: Uint8Array, at: number): number {
  let end = at
  for (let i = start; i < start + 36; i += 2) {
    if (from[i] === 0x2d) i++ // the hyphen
    to[end++] = (hexDigit(from[i]!) << 4) | hexDigit(from[i + 1]!)
  }
  return end
}

/** 0-9 are 0x30 on, A-F 0x41 on, a-f 0x61 on. */
function hexDigit(code: number): number {
  return (code & 0xf) + (code > 0x39 ? 9 : 0)
}

/** The id before every UUID v7 of that millisecond and later. */
export function idAtTime(ms: number): string {
  const time = Math.max(0, Math.min(ms, 2 ** 48 - 1))
    .toString(16)
    .padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
