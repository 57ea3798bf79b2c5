import { useState, useTransition } from 'react'
import { selectedSentence } from '@/components/leads/selection'
import { SelectionStrip } from '@/components/leads/selection-strip'
import type { Selection } from '@/components/leads/use-selection'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'

export type RemoveLeads = (leadIds: string[]) => Promise<Result<{ removed: number }>>

type RemoveBarProps = {
  selection: Selection
  remove: RemoveLeads
  onRemoved: (leadIds: string[]) => void
}

/** What is selected, and the button that takes it out of the campaign. */
export function RemoveBar({ selection, remove, onRemoved }: RemoveBarProps) {
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const leadIds = selection.ids
  function removeThem() {
    startTransition(async () => {
      const result = await remove(leadIds)
      startTransition(() => {
        if (result.kind === 'done') onRemoved(leadIds)
        else setRefusal(result.kind === 'refused' ? result.reason : 'Nothing was removed.')
      })
    })
  }
  return (
    <>
      <ErrorSummary reason={refusal} pending={pending} />
      <SelectionStrip sentence={selectedSentence({ count: leadIds.length })} onClear={selection.clear}>
        <Button pending={pending} onClick={removeThem}>
          Remove {countOf(leadIds.length, 'lead')} from campaign
        </Button>
      </SelectionStrip>
    </>
  )
}
