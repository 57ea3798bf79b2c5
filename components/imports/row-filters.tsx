import clsx from 'clsx'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button-class'
import { countText } from '@/components/ui/count-text'

export type RowChoice = { label: string; count: number; href: string; current: boolean }

/** Links to parts of a list, each with how many rows it has. */
export function RowFilters({ label, choices }: { label: string; choices: readonly RowChoice[] }) {
  return (
    <nav aria-label={label} className="print-hidden">
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.label} className="max-w-full">
            <Link
              href={choice.href}
              aria-current={choice.current ? 'true' : undefined}
              className={clsx(
                buttonClass('secondary', 'small'),
                'no-underline',
                choice.current && 'border-ink bg-unchanged-tint font-semibold',
              )}
            >
              {choice.label} <span className="font-normal">{countText(choice.count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
