import type { AccountId } from '../db/ids'
import { type Verdict, verifyImport } from './verify'

const underWay = new Map<string, Promise<Verdict[] | null>>()

/** Verifies an import; whoever asks for the same one meanwhile gets the same answer. It reads all of a large file. */
export function verifyOnce(accountId: AccountId, number: number): Promise<Verdict[] | null> {
  const key = `${accountId} ${number}`
  const running = underWay.get(key)
  if (running) return running
  const started = verifyImport(accountId, number).finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}
