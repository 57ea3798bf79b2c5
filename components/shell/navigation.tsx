'use client'
import clsx from 'clsx'
import { FileInput, Megaphone, Settings, Users } from 'lucide-react'
import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { Spinner } from '../ui/spinner'

const sections = [
  { path: 'leads', start: 'leads', label: 'Leads', icon: Users },
  { path: 'imports', start: 'imports', label: 'Imports', icon: FileInput },
  { path: 'campaigns', start: 'campaigns', label: 'Campaigns', icon: Megaphone },
  { path: 'settings', start: 'settings/general', label: 'Settings', icon: Settings },
] as const

/** The sections of an account; the current one is marked by weight, ground and aria-current. */
export function Navigation({ slug }: { slug: string }) {
  const here = usePathname().split('/')[2]
  return (
    <nav
      aria-label="Sections"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-rule bg-paper-2 p-1 sm:static sm:border-0 sm:p-0 lg:mt-2"
    >
      <ul className="flex gap-1 sm:flex-col">
        {sections.map((section) => (
          <li key={section.path} className="flex-1">
            <Link
              href={`/${slug}/${section.start}`}
              aria-current={here === section.path ? 'page' : undefined}
              title={section.label}
              className={clsx(
                'target flex items-center justify-center gap-2 rounded-md px-2 py-1 max-sm:flex-col max-sm:gap-0.5 max-sm:text-xs lg:justify-start',
                here === section.path
                  ? 'bg-unchanged-tint font-semibold text-ink'
                  : 'text-ink-2 hover:bg-unchanged-tint hover:text-ink',
              )}
            >
              <SectionIcon icon={section.icon} />
              <span className="sm:max-lg:sr-only">{section.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The icon of a section, or a spinner while its page is on the way. */
function SectionIcon({ icon: Icon }: { icon: typeof Users }) {
  const { pending } = useLinkStatus()
  return pending ? <Spinner /> : <Icon aria-hidden="true" className="size-4 shrink-0" />
}
