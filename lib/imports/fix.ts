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

/** What the import is, said in its report: "Import #41’s rejected rows again, with …" */
export const fixText: Record<FixKind, string> = {
  update: 'with “Update lead if it exists” on',
  join_campaign: 'to add the leads to the campaign without updating them',
  release: 'with their emails released from the list of permanently deleted leads',
  room: 'because there was room for them',
  edit: 'with their emails corrected',
}
