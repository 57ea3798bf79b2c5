import type { Metadata } from 'next'
import { NoAccess } from '@/components/shell/no-access'

export const metadata: Metadata = { title: 'No access' }

/** Not a member, and no such account: the same page, so that nobody can find out which accounts exist. */
export default function NotFound() {
  return <NoAccess />
}
