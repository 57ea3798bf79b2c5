import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Announce } from '@/components/ui/status-region'

type SelectionStripProps = {
  /** What is selected. */
  sentence: string
  /** The way from this page's leads to all of them. */
  selectAll?: ReactNode
  onClear: () => void
  /** What can be done with them. */
  children: ReactNode
}

/** What is selected and what can be done with it; stands where the search was. */
export function SelectionStrip({ sentence, selectAll, onClear, children }: SelectionStripProps) {
  return (
    <section
      aria-label="Selection"
      className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
    >
      <Announce text={`${sentence}.`} />
      <p className="font-medium">{sentence}</p>
      {selectAll}
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <Button variant="quiet" onClick={onClear}>
          Clear selection
        </Button>
        {children}
      </div>
    </section>
  )
}
