import { BadgeCheck, Ban, CircleDashed, CircleQuestionMark, TriangleAlert } from 'lucide-react'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'

const icons = {
  valid: BadgeCheck,
  risky: TriangleAlert,
  unknown: CircleQuestionMark,
  not_verified: CircleDashed,
  invalid: Ban,
} as const satisfies Record<EmailStatus, typeof Ban>

/** What is known of an address: a shape for the eye, the word for everyone. */
export function EmailStatusMark({ status }: { status: EmailStatus }) {
  const Icon = icons[status]
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap">
      <Icon aria-hidden="true" className="size-4 shrink-0 self-center text-ink-3" />
      {emailStatusLabels[status]}
    </span>
  )
}
