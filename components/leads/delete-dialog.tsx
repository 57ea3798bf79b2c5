'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type Deleted, type DeleteLeads, deleteLabel } from './deletion'
import { resultReason } from './result-reason'
import type { Chosen } from './selection'

type DeleteDialogProps = {
  count: number
  /** What is selected. */
  chosen: Chosen
  deleteLeads: DeleteLeads
  onDeleted: (deleted: Deleted) => void
}

/** The button "Delete" and the question behind it. It asks because of the second choice: for good, or not. */
export function DeleteDialog({ count, chosen, deleteLeads, onDeleted }: DeleteDialogProps) {
  const [open, setOpen] = useState(false)
  const [permanently, setPermanently] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  function turn(open: boolean) {
    if (pending) return
    setOpen(open)
    setPermanently(false)
    setRefusal(undefined)
  }
  function confirm() {
    startTransition(async () => {
      const result = await deleteLeads({ chosen, permanently })
      if (result.kind !== 'done') return setRefusal(resultReason(result))
      // A transition again, so that the message appears together with the leads that are left.
      startTransition(() => {
        setOpen(false)
        onDeleted({ ...result.value, permanently })
      })
    })
  }
  return (
    <Dialog
      trigger={<Button variant="danger">Delete</Button>}
      open={open}
      onOpenChange={turn}
      title={`Delete ${countOf(count, 'lead')}?`}
      description={`${count === 1 ? 'It is' : 'They are'} removed from the account and from its campaigns. ${
        permanently
          ? 'This cannot be undone.'
          : `${count === 1 ? 'It' : 'They'} can be restored for 30 days from Recently deleted.`
      }`}
    >
      <ErrorSummary reason={refusal} pending={pending} />
      <Checkbox
        id="permanently"
        label="Delete permanently"
        checked={permanently}
        onChange={(event) => setPermanently(event.target.checked)}
        helper="Also stops these emails from being imported again. Rejected rows will say “Email was permanently deleted”. You can clear that list in Settings → General → Clean List."
      />
      <DialogActions>
        <DialogClose>{count === 1 ? 'Keep lead' : 'Keep leads'}</DialogClose>
        <Button variant="danger" pending={pending} onClick={confirm}>
          {deleteLabel(count, permanently)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
