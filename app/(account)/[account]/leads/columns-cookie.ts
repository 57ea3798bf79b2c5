import { cookies } from 'next/headers'
import { chosenColumns, columnsCookie, columnsOfCookie, type LeadColumn } from '@/components/leads/columns'

/** The columns this browser shows of the account's leads. */
export async function shownColumns(custom: readonly string[]): Promise<LeadColumn[]> {
  const jar = await cookies()
  return chosenColumns(columnsOfCookie(jar.get(columnsCookie)?.value), custom)
}
