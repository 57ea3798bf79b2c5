import type { EmailStatus } from '@/lib/leads/email-status'

/** A lead of the table in the form people read; `addedBy` null = by hand. */
export type LeadLine = {
  id: string
  email: string
  name: string
  company: string
  title: string
  phone: string
  emailStatus: EmailStatus
  tags: readonly string[]
  campaigns: readonly { id: string; name: string }[]
  /** The custom fields that are shown, by name. */
  custom: Readonly<Record<string, string>>
  addedAt: Date
  addedBy: { import: number; row: number } | null
}
