'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { SaveDraft } from './use-draft'

type UpdateBoxProps = {
  fileId: string
  on: boolean
  /** What the other way would do. */
  effect: string
  save: SaveDraft
}

/** "Update lead if it exists", at the number it would change. Changing it keeps the choice and checks anew. */
export function UpdateBox({ fileId, on, effect, save }: UpdateBoxProps) {
  const router = useRouter()
  const [wanted, setWanted] = useState(on)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  function change(update: boolean) {
    setWanted(update)
    startTransition(async () => {
      const result = await save(fileId, { update })
      setRefusal(result.kind === 'refused' ? result.reason : undefined)
      if (result.kind !== 'done') return setWanted(on)
      startTransition(() => router.refresh())
    })
  }
  return (
    <div className="min-w-0 flex-1 basis-60" aria-busy={pending}>
      <Checkbox
        id="check-update"
        label="Update lead if it exists"
        helper={refusal ?? effect}
        checked={wanted}
        onChange={(event) => change(event.target.checked)}
      />
    </div>
  )
}
