'use client'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Announce } from '@/components/ui/status-region'
import { DeleteDialog, type Deleted } from './delete-dialog'
import { type CountMatching, type DeleteLeads, selectAllLabel, selectedSentence } from './deletion'

type SelectionBarProps = {
  /** Ids of the leads selected on this page. */
  leadIds: string[]
  /** How many leads match on all pages, when all of them are meant. */
  all: number | null
  /** How many leads match; null where they have to be counted first. */
  total: number | null
  search: string
  countMatching: CountMatching
  onAll: (count: number) => void
  onClear: () => void
  deleteLeads: DeleteLeads
  onDeleted: (deleted: Deleted) => void
}

/** What is selected and what can be done with it; stands where the search was. */
export function SelectionBar(props: SelectionBarProps) {
  const { leadIds, all, total, search, onClear, deleteLeads, onDeleted } = props
  const sentence = selectedSentence(all === null ? { count: leadIds.length } : { all, search })
  return (
    <section
      aria-label="Selection"
      className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
    >
      <Announce text={`${sentence}.`} />
      <p className="font-medium">{sentence}</p>
      {all === null && (total === null || total > leadIds.length) ? <SelectAll {...props} /> : null}
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <Button variant="quiet" onClick={onClear}>
          Clear selection
        </Button>
        <DeleteDialog
          count={all ?? leadIds.length}
          chosen={all === null ? { leadIds } : { search, expected: all }}
          deleteLeads={deleteLeads}
          onDeleted={onDeleted}
        />
      </div>
    </section>
  )
}

/** The way from this page's leads to all that match. Counts them where the page does not know how many. */
function SelectAll({ total, search, countMatching, onAll }: SelectionBarProps) {
  const [pending, startTransition] = useTransition()
  function select() {
    if (total !== null) return onAll(total)
    startTransition(async () => {
      const count = await countMatching(search)
      startTransition(() => onAll(count))
    })
  }
  return (
    <Button size="small" pending={pending} onClick={select}>
      {selectAllLabel(total, search)}
    </Button>
  )
}
