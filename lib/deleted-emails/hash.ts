import { createHmac } from 'node:crypto'
import type { AccountId, EmailKey } from '../db/ids'
import { env } from '../env'

/**
 * What a tombstone stores instead of the address: HMAC-SHA-256 (32 bytes) under EMAIL_HASH_KEY over the account
 * and the email key. Without the key nobody can test addresses against the list, and equal addresses of two
 * accounts do not look equal. An account id is always 36 characters, so the two parts cannot run together.
 */
export function hashOfEmail(accountId: AccountId, key: EmailKey): Buffer {
  return createHmac('sha256', env().EMAIL_HASH_KEY).update(accountId).update(key).digest()
}
