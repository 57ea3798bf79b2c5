'use client'
import { Button } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { Announce } from '@/components/ui/status-region'
import { DeleteDialog, type Deleted } from './delete-dialog'
import { type DeleteLeads, selectedSentence } from './deletion'

type SelectionBarProps = {
  /** Ids of the leads selected on this page. */
  leadIds: string[]
  /** Whether every lead that matches is meant, on all pages. */
  all: boolean
  total: number
  search: string
  onAll: () => void
  onClear: () => void
  deleteLeads: DeleteLeads
  onDeleted: (deleted: Deleted) => void
}

/** What is selected and what can be done with it; stands where the search was. */
export function SelectionBar(props: SelectionBarProps) {
  const { leadIds, all, total, search, onAll, onClear, deleteLeads, onDeleted } = props
  const sentence = selectedSentence(all ? { all: total, search } : { count: leadIds.length })
  return (
    <section
      aria-label="Selection"
      className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
    >
      <Announce text={`${sentence}.`} />
      <p className="font-medium">{sentence}</p>
      {!all && total > leadIds.length ? (
        <Button size="small" onClick={onAll}>
          {search === '' ? `Select all ${countOf(total, 'lead')}` : `Select all ${countText(total)} matching`}
        </Button>
      ) : null}
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <Button variant="quiet" onClick={onClear}>
          Clear selection
        </Button>
        <DeleteDialog
          count={all ? total : leadIds.length}
          chosen={all ? { search, expected: total } : { leadIds }}
          deleteLeads={deleteLeads}
          onDeleted={onDeleted}
        />
      </div>
    </section>
  )
}
