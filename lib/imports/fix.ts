import type { RejectionCode } from './outcome'

/** What can be done about rejected rows right from the report, with those rows alone. */
export const fixKinds = ['update', 'join_campaign', 'release', 'room', 'edit'] as const
export type FixKind = (typeof fixKinds)[number]

/** The reasons each of them takes rows of. */
export const codesOfFix: Record<FixKind, readonly RejectionCode[]> = {
  update: ['already_in_account'],
  join_campaign: ['already_in_account'],
  release: ['email_permanently_deleted'],
  room: ['max_leads_reached'],
  edit: ['email_invalid', 'email_missing'],
}

/** Who may: releasing addresses from the deleted list is for admins. */
export function mayFix(fix: FixKind, role: 'admin' | 'member'): boolean {
  return fix !== 'release' || role === 'admin'
}

/** How many rows it is about now; `more`: a page had no time to look at every row, and there may be more. */
export type RowsNow = { count: number; more: boolean }

/** A fix that the report offers beside a reason. */
export type FixOffer = {
  kind: FixKind
  code: RejectionCode
  /** Rejected rows of the reason that no other import has taken up yet. */
  rows: number
  /** For `room`: how many of them have a place on the plan now. For `edit`: how many have a suggested address. */
  now: RowsNow | null
  /** Why this person cannot, as a sentence; null when they can. */
  blocked: string | null
}

/** What the child import is, behind "a re-run of rows that import #41 rejected". */
export const fixText: Record<FixKind, string> = {
  update: 'with “Update lead if it exists” on',
  join_campaign: 'to add their leads to the campaign without updating them',
  release: 'with their emails taken off the list of permanently deleted leads',
  room: 'as far as there was room for them',
  edit: 'with their emails corrected',
}

/** What a mail calls the way to the fix of a reason; null where the file itself must be mended. */
export function fixLabel(code: RejectionCode, rows: number): string | null {
  const these = rows === 1 ? 'this row' : `these ${number.format(rows)} rows`
  switch (code) {
    case 'already_in_account':
      return `Re-run ${these} with "Update lead if it exists"`
    case 'email_permanently_deleted':
      return `Release ${rows === 1 ? 'this address' : 'these addresses'} and re-run ${these}`
    case 'max_leads_reached':
      return `See how many of ${these} fit now`
    case 'email_invalid':
    case 'email_missing':
      return `Correct ${rows === 1 ? 'this email' : 'these emails'} and re-run ${these}`
    case 'row_unreadable':
      return null
  }
}

const number = new Intl.NumberFormat('en-US')
