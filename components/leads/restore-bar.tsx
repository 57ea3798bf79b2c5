import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Restored } from '@/lib/leads/restore'
import type { Result } from '@/lib/result'
import { resultReason } from './result-reason'
import { SelectAll } from './select-all'
import { selectedSentence } from './selection'
import { SelectionStrip } from './selection-strip'
import type { Selection } from './use-selection'

export type RestoreLeads = (
  which: { leadIds: string[] } | { search: string; expected: number },
) => Promise<Result<Restored>>

type RestoreBarProps = {
  selection: Selection
  /** How many match on all pages; null: not counted. */
  total: number | null
  search: string
  restore: RestoreLeads
  countMatching: (search: string) => Promise<number>
  onRestored: (result: Restored) => void
}

/** What is selected, and the button that brings it back. Nothing is lost by it, so it does not ask. */
export function RestoreBar(props: RestoreBarProps) {
  const { selection, total, search, restore, countMatching, onRestored } = props
  const { ids: leadIds, all } = selection
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const filtered = search !== ''
  function bringBack() {
    startTransition(async () => {
      const result = await restore(all === null ? { leadIds } : { search, expected: all })
      startTransition(() => {
        if (result.kind === 'done') onRestored(result.value)
        else setRefusal(resultReason(result))
      })
    })
  }
  return (
    <>
      <ErrorSummary reason={refusal} pending={pending} />
      <SelectionStrip
        sentence={selectedSentence(all === null ? { count: leadIds.length } : { all, filtered })}
        selectAll={
          all === null && (total === null || total > leadIds.length) ? (
            <SelectAll
              total={total}
              filtered={filtered}
              count={() => countMatching(search)}
              onAll={selection.selectAll}
            />
          ) : null
        }
        onClear={selection.clear}
      >
        <Button variant="primary" pending={pending} onClick={bringBack}>
          Restore {countOf(all ?? leadIds.length, 'lead')}
        </Button>
      </SelectionStrip>
    </>
  )
}
