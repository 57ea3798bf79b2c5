'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'

type CancelImportProps = {
  rowsDone: number
  /** It was asked to stop already. */
  requested: boolean
  cancel: () => Promise<Result>
}

/** Asks before it stops a running import, and says what stays. */
export function CancelImport({ rowsDone, requested, cancel }: CancelImportProps) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  function stop() {
    startTransition(async () => {
      const result = await cancel()
      if (result.kind === 'refused') return setRefusal(result.reason)
      setAsked(true)
      setOpen(false)
    })
  }

  if (requested || asked) return <p>The import is being cancelled. What is done stays.</p>
  return (
    <div>
      <Dialog
        trigger={<Button>Cancel import</Button>}
        open={open}
        onOpenChange={setOpen}
        title="Stop now?"
        description={
          rowsDone === 1
            ? 'The 1 row already done stays.'
            : `The ${countOf(rowsDone, 'row')} already done stay.`
        }
      >
        <ErrorSummary reason={refusal} />
        <DialogActions>
          <DialogClose>Keep importing</DialogClose>
          <Button variant="danger" pending={pending} onClick={stop}>
            Cancel import
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  )
}
