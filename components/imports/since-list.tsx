import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Time } from '@/components/ui/time'
import type { SinceEvent } from '@/lib/imports/since'
import { sinceLine } from './since-text'

const shownMax = 6

type SinceListProps = { slug: string; events: readonly SinceEvent[]; what: 'account' | 'campaign' }

/** What happened to the account's or the campaign's leads after this import, in the order it happened. */
export function SinceList({ slug, events, what }: SinceListProps) {
  if (events.length === 0) return null
  const left = events.length - shownMax
  return (
    <section id="since" aria-labelledby="since-title" className="flex scroll-mt-4 flex-col gap-1">
      <h3 id="since-title" className="font-semibold">
        Since this import
      </h3>
      <ul className="flex flex-col">
        {events.slice(-shownMax).map((event) => {
          const { text, href } = sinceLine(event, slug, what)
          return (
            <li
              key={`${event.kind} ${event.importNumber}`}
              className="flex flex-wrap items-center gap-x-2 tabular-nums"
            >
              {href ? (
                <Link href={href} className="link inline-flex min-h-6 items-center">
                  {text}
                </Link>
              ) : (
                <span className="inline-flex min-h-6 items-center">{text}</span>
              )}
              <span className="text-sm text-ink-3">
                <Time at={event.at} />
              </span>
            </li>
          )
        })}
      </ul>
      {left > 0 ? (
        <p>
          and {countText(left)} earlier:{' '}
          <Link href={`/${slug}/imports`} className="link">
            see all imports
          </Link>
        </p>
      ) : null}
    </section>
  )
}
