/** What the audit keeps. A word of the past for each; the sentences people read are made from kind and details. */
export type AuditKind =
  | 'signed_in'
  | 'sign_in_failed'
  | 'password_changed'
  | 'member_invited'
  | 'invitation_revoked'
  | 'member_joined'
  | 'role_changed'
  | 'member_removed'
  | 'member_left'
  | 'account_changed'
  | 'plan_changed'
  | 'import_started'
  | 'import_cancelled'
  | 'import_ended'
  | 'import_undone'
  | 'import_undo_undone'
  | 'leads_deleted'
  | 'leads_deleted_permanently'
  | 'leads_restored'
  | 'leads_exported'
  | 'list_cleaned'
  | 'list_clean_undone'
  | 'deleted_email_released'
  | 'campaign_changed'
  | 'custom_field_deleted'

/** Counts, names and numbers the sentence needs: `{ count: 37 }`, `{ import: 41 }`. Never an imported address. */
export type AuditDetails = Record<string, string | number | boolean | null>

/** How long a `list_cleaned` entry can be undone. */
export const cleanUndoDays = 30
