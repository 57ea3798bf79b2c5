'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type Deleted, type DeleteLeads, deleteLabel } from './deletion'
import type { Chosen } from './selection'
import { useDeedDialog } from './use-deed-dialog'

type DeleteDialogProps = {
  count: number
  /** What is selected. */
  chosen: Chosen
  deleteLeads: DeleteLeads
  onDeleted: (deleted: Deleted) => void
}

/** The button "Delete" and the question behind it. It asks because of the second choice: for good, or not. */
export function DeleteDialog({ count, chosen, deleteLeads, onDeleted }: DeleteDialogProps) {
  const { open, refusal, pending, turn, run } = useDeedDialog()
  const [permanently, setPermanently] = useState(false)

  function confirm() {
    run(
      () => deleteLeads({ chosen, permanently }),
      (deleted) => onDeleted({ ...deleted, permanently }),
    )
  }
  return (
    <Dialog
      trigger={<Button variant="danger">Delete</Button>}
      open={open}
      onOpenChange={(open) => {
        if (!pending) setPermanently(false)
        turn(open)
      }}
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
