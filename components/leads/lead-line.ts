import type { EmailStatus } from '@/lib/leads/email-status'

/** A lead as one line of the table. `email` is in the form people read; `addedBy` null = by hand. */
export type LeadLine = {
  id: string
  email: string
  name: string
  company: string
  emailStatus: EmailStatus
  addedAt: Date
  addedBy: { import: number; row: number } | null
}
