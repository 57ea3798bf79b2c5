import Link from 'next/link'
import type { ReactNode } from 'react'
import { countText } from '@/components/ui/count-text'
import { Time } from '@/components/ui/time'
import type { LeadEvent } from '@/lib/leads/history'
import { CellDiff } from './cell-diff'
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
            {event.kind === 'changed' ? (
              <div className="mt-1">
                <CellDiff changes={event.changes} />
              </div>
            ) : null}
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
