'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'

type UndoButtonProps = {
  label: string
  said: string
  danger: boolean
  start: () => Promise<Result<{ undo: number }>>
}

/** Starts an undo, or the undoing of one; the page then shows how far it is. */
export function UndoButton({ label, said, danger, start }: UndoButtonProps) {
  const router = useRouter()
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()

  function run() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await start()
      if (result.kind === 'refused') return setRefusal(result.reason)
      announce(said)
      router.refresh()
    })
  }
  return (
    <>
      <ErrorSummary reason={refusal} pending={pending} />
      <Button variant={danger ? 'danger' : 'secondary'} pending={pending} onClick={run}>
        {label}
      </Button>
    </>
  )
}
