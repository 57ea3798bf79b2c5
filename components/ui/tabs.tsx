import clsx from 'clsx'
import Link from 'next/link'
import { countText } from './count-text'

export type Tab = { href: string; label: string; count?: number; current: boolean }

/** Tabs that are links: the chosen one is in the URL. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} data-tabs="" className="mb-4 border-b border-rule">
      <ul className="-mb-px flex flex-wrap gap-x-4">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={clsx(
                'target inline-flex items-center gap-1 border-b-2 py-1',
                tab.current
                  ? 'border-ink font-semibold'
                  : 'border-transparent text-ink-2 hover:border-control',
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="font-normal text-ink-3">{countText(tab.count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
