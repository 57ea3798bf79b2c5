import type { AccountId } from '../db/ids'
import { getImport, type ImportView } from './queries'

const oldMsMax = 250

const readings = new Map<string, Promise<ImportView | null>>()

/**
 * The import as it was at most a quarter of a second ago. Any number of people may watch it: they share one reading,
 * and never see an older one after a newer one.
 */
export function recentImport(accountId: AccountId, number: number): Promise<ImportView | null> {
  const key = `${accountId} ${number}`
  const recent = readings.get(key)
  if (recent) return recent
  const reading = getImport(accountId, number)
  const forget = () => void setTimeout(() => readings.delete(key), oldMsMax).unref()
  reading.then(forget, () => readings.delete(key))
  readings.set(key, reading)
  return reading
}
