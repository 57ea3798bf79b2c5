import type { Obstacle } from '@/lib/leads/decide-restore'
import { type FieldKey, fieldLabel, leadFields } from '@/lib/leads/fields'

/** A field of the form; `id` names its control on the page. */
export type LeadFormField = { field: FieldKey; id: string; label: string; helper?: string }

/** What stands in the way of an email, for the form. */
export type FormObstacle =
  | { kind: 'email_taken'; email: string; leadId: string; since: Date }
  | { kind: 'permanently_deleted'; email: string; since: Date }
  | { kind: 'full'; leadsMax: number }

/** The fields of an account's leads in the order of the form. */
export function leadFormFields(custom: readonly string[]): LeadFormField[] {
  const fields: FieldKey[] = [...leadFields, 'tags', ...custom.map((name): FieldKey => `custom.${name}`)]
  return fields.map((field, at) => ({
    field,
    id: field.startsWith('custom.') ? `field-${at}` : field,
    label: fieldLabel(field),
    ...(field === 'tags' ? { helper: 'Separate several with commas.' } : {}),
  }))
}

/** The same from what a mutation found. */
export function formObstacle({ email, obstacle }: { email: string; obstacle: Obstacle }): FormObstacle {
  switch (obstacle.kind) {
    case 'email_taken':
      return { kind: 'email_taken', email, leadId: obstacle.by.id, since: obstacle.by.since }
    case 'permanently_deleted':
      return { kind: 'permanently_deleted', email, since: obstacle.since }
    case 'full':
      return obstacle
    case 'email_restored':
      throw new Error('Nothing is restored by this form.')
  }
}
