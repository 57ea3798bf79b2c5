'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'

export type AddAnywayProps = {
  email: string
  leadId: string
  add: (leadIds: string[]) => Promise<Result<{ added: number }>>
}

/** Adds a lead that the campaign rejected, since somebody who sees its status says so. */
export function AddAnyway({ email, leadId, add }: AddAnywayProps) {
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const announce = useAnnounce()
  function addIt() {
    startTransition(async () => {
      const result = await add([leadId])
      startTransition(() => {
        if (result.kind === 'done') announce(`${email} was added to the campaign.`)
        else setRefusal(result.kind === 'refused' ? result.reason : 'It was not added.')
      })
    })
  }
  return (
    <span className="inline-flex flex-col items-end gap-1 max-sm:items-start">
      <Button size="small" pending={pending} onClick={addIt}>
        Add anyway<span className="sr-only"> {email}</span>
      </Button>
      {refusal ? (
        <span role="alert" className="text-sm font-medium text-danger">
          {refusal}
        </span>
      ) : null}
    </span>
  )
}
