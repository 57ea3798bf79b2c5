import { createHash, randomBytes } from 'node:crypto'
import type { AccountId } from '../db/ids'

/** What the link of an invitation carries: which one it is, so that it is found by key, and its secret of 256 bits. */
export type InvitationToken = { accountId: AccountId; id: string; secret: Buffer }

export function newSecret(): Buffer {
  return randomBytes(32)
}

/** What is stored of a secret. It is random, so a fast hash keeps it. */
export function hashOfSecret(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** 86 characters, fit for an address. */
export function writeToken({ accountId, id, secret }: InvitationToken): string {
  return Buffer.concat([bytesOf(accountId), bytesOf(id), secret]).toString('base64url')
}

/** Null when it is not one of ours. */
export function readToken(token: string): InvitationToken | null {
  if (!/^[\w-]{86}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  return {
    accountId: uuidOf(bytes.subarray(0, 16)) as AccountId,
    id: uuidOf(bytes.subarray(16, 32)),
    secret: bytes.subarray(32),
  }
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
