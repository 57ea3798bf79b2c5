/**
 * The orders the table of leads has: each is one that an index gives. By name or company a million leads would have to
 * be sorted for each page, or each import would pay for an index more.
 */
export const leadSorts = ['newest', 'oldest', 'email', 'email_back'] as const
export type LeadSort = (typeof leadSorts)[number]

export const leadSortLabels: Record<LeadSort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  email: 'Email, A to Z',
  email_back: 'Email, Z to A',
}

type Order = {
  /** The column whose values are places in the order. */
  key: 'id' | 'email'
  direction: 'ASC' | 'DESC'
  /** What lies further on than a place. */
  beyond: '>' | '<'
  /** A place before all others. */
  start: string
}

/** Ids are UUID v7: their order is that of time. No email has a character behind "~". */
export const leadOrders: Record<LeadSort, Order> = {
  newest: { key: 'id', direction: 'DESC', beyond: '<', start: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  oldest: { key: 'id', direction: 'ASC', beyond: '>', start: '00000000-0000-0000-0000-000000000000' },
  email: { key: 'email', direction: 'ASC', beyond: '>', start: '' },
  email_back: { key: 'email', direction: 'DESC', beyond: '<', start: '\u007f' },
}
