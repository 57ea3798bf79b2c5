import Link from 'next/link'
import type { ReactNode } from 'react'
import type { EmailStatus } from '@/lib/leads/email-status'
import { EmailStatusMark } from './email-status-mark'
import { TagList } from './tag-list'

/** A lead as its page shows it; empty values are left out by the caller. */
export type LeadFactsProps = {
  slug: string
  emailStatus: EmailStatus
  /** What our own look at the address found, when that is where the status comes from. */
  finding: string | null
  values: readonly { label: string; text: string }[]
  tags: readonly string[]
  campaigns: readonly { id: string; name: string }[]
}

/** The values of a lead. */
export function LeadFacts({ slug, emailStatus, finding, values, tags, campaigns }: LeadFactsProps) {
  return (
    <section aria-labelledby="fields" className="flex flex-col gap-2">
      <h2 id="fields" className="text-md font-semibold">
        Fields
      </h2>
      <dl className="flex flex-col">
        <Fact label="Email status">
          <EmailStatusMark status={emailStatus} />
          {finding ? <p className="text-sm text-ink-3">Our own look at the address: {finding}.</p> : null}
        </Fact>
        {values.map(({ label, text }) => (
          <Fact key={label} label={label}>
            <FactText label={label} text={text} />
          </Fact>
        ))}
        <Fact label="Tags">{tags.length === 0 ? <None /> : <TagList tags={tags} />}</Fact>
        <Fact label="Campaigns">
          {campaigns.length === 0 ? (
            <None />
          ) : (
            <ul>
              {campaigns.map(({ id, name }) => (
                <li key={id}>
                  <Link href={`/${slug}/leads?campaign=${id}`} className="link">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 border-b border-rule py-2 first:border-t">
      <dt className="w-32 shrink-0 text-ink-3 wrap-anywhere">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

/** Longer values scroll in their place, so that what follows stays within reach; half a line shows that they do. */
const isLong = (text: string) => text.length > 1_500 || text.split('\n').length > 12

function FactText({ label, text }: { label: string; text: string }) {
  if (!isLong(text)) return <span className="whitespace-pre-line">{text}</span>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable without a mouse (axe scrollable-region-focusable)
    <section aria-label={label} tabIndex={0} className="max-h-58 overflow-y-auto whitespace-pre-line">
      {text}
    </section>
  )
}

function None() {
  return <span className="text-ink-3">None</span>
}
