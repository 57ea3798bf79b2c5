/** The lead fields every account has, in the order of tables and exports. `email` identifies the lead. */
export const leadFields = [
  'email',
  'first_name',
  'last_name',
  'company',
  'title',
  'phone',
  'email_status',
] as const
export type LeadField = (typeof leadFields)[number]

/**
 * A field of a lead: a built-in one, its tags (as one text, see tags.ts), or `custom.<name>` for one the account made
 * up.
 */
export type FieldKey = LeadField | 'tags' | `custom.${string}`

/** What people read for a built-in field; also the header of our exports, so our matcher finds each one Exact. */
export const fieldLabels: Record<LeadField, string> = {
  email: 'Email',
  first_name: 'First name',
  last_name: 'Last name',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  email_status: 'Email status',
}

/** The label of any field: custom fields are called by their own name. */
export function fieldLabel(field: FieldKey): string {
  if (field === 'tags') return 'Tags'
  return field.startsWith('custom.') ? field.slice('custom.'.length) : fieldLabels[field as LeadField]
}
