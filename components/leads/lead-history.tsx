import Link from 'next/link'
import type { ReactNode } from 'react'
import { countText } from '@/components/ui/count-text'
import { Time } from '@/components/ui/time'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'
import { fieldLabel } from '@/lib/leads/fields'
import type { LeadEvent } from '@/lib/leads/history'
import { importRowHref } from './source-link'

type LeadHistoryProps = { slug: string; events: readonly LeadEvent[]; cut: boolean }

/** What happened to a lead, the latest first: who or what, when, and each old and new value. */
export function LeadHistory({ slug, events, cut }: LeadHistoryProps) {
  return (
    <section aria-labelledby="history" className="flex flex-col gap-2">
      <h2 id="history" className="text-md font-semibold">
        History
      </h2>
      {cut ? <p className="text-ink-2">Only the latest changes are shown.</p> : null}
      <ol className="flex flex-col">
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no other identity
          <li key={at} className="border-b border-rule py-3 first:border-t">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="min-w-0 wrap-anywhere">
                <EventLine slug={slug} event={event} />
              </span>
              <span className="text-sm text-ink-3">
                <Time at={event.at} show="datetime" />
              </span>
            </p>
            {event.kind === 'changed' ? <Changes event={event} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

function EventLine({ slug, event }: { slug: string; event: LeadEvent }): ReactNode {
  switch (event.kind) {
    case 'added':
      return event.import ? (
        <>
          <strong>Added</strong> by <RowLink slug={slug} row={event.import} />
        </>
      ) : (
        <>
          <strong>Added</strong> by hand{event.by ? ` by ${event.by}` : ''}
        </>
      )
    case 'changed':
      return event.import ? (
        <>
          <strong>Changed</strong> by <RowLink slug={slug} row={event.import} />
        </>
      ) : (
        <>
          <strong>Edited</strong> by hand{event.by ? ` by ${event.by}` : ''}
        </>
      )
    case 'joined':
      return (
        <>
          <strong>Joined</strong>{' '}
          <Link href={`/${slug}/leads?campaign=${event.campaign.id}`} className="link">
            {event.campaign.name}
          </Link>
          {event.import ? (
            <>
              {' '}
              with{' '}
              <Link href={`/${slug}/imports/${event.import.number}`} className="link">
                import #{event.import.number}
              </Link>{' '}
              ({event.import.file})
            </>
          ) : null}
        </>
      )
  }
}

function RowLink({ slug, row }: { slug: string; row: { number: number; row: number; file: string } }) {
  return (
    <>
      <Link href={importRowHref(slug, row.number, row.row)} className="link">
        import #{row.number}, row {countText(row.row)}
      </Link>{' '}
      of {row.file}
    </>
  )
}

function Changes({ event }: { event: Extract<LeadEvent, { kind: 'changed' }> }) {
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {event.changes.map(({ field, from, to }) => (
        <li key={field} className="wrap-anywhere">
          <span className="text-ink-2">{fieldLabel(field)}:</span> <Value field={field} text={from} />{' '}
          <span aria-hidden="true">→</span>
          <span className="sr-only">became</span> <Value field={field} text={to} />
        </li>
      ))}
    </ul>
  )
}

/** A value of the history; long ones are cut, and whole in the title. */
function Value({ field, text }: { field: string; text: string }) {
  const shown = field === 'email_status' ? emailStatusLabels[(text || 'not_verified') as EmailStatus] : text
  if (shown === '') return <em className="text-ink-3">empty</em>
  const short = shown.length > 200 ? `${shown.slice(0, 200)}…` : shown
  return <span title={short === shown ? undefined : shown}>{short}</span>
}
