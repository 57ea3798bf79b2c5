'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type DeleteLeads, type Deletion, deleteLabel } from './deletion'

export type Deleted = { count: number; permanently: boolean }

type DeleteDialogProps = {
  count: number
  /** What is selected. */
  chosen: { leadIds: string[] } | { search: string; expected: number }
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
    const deletion: Deletion = { ...chosen, permanently }
    startTransition(async () => {
      const result = await deleteLeads(deletion)
      if (result.kind !== 'done') return setRefusal(reasonOf(result))
      const { deleted } = result.value
      // A transition again, so that the message appears together with the leads that are left.
      startTransition(() => {
        setOpen(false)
        onDeleted({ count: deleted, permanently })
      })
    })
  }
  return (
    <Dialog
      trigger={<Button variant="danger">Delete</Button>}
      open={open}
      onOpenChange={turn}
      title={`Delete ${countOf(count, 'lead')}?`}
      description={`${count === 1 ? 'It is' : 'They are'} removed from the account and from its campaigns. This cannot be undone.`}
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

function reasonOf(result: Exclude<Awaited<ReturnType<DeleteLeads>>, { kind: 'done' }>): string {
  return result.kind === 'refused' ? result.reason : Object.values(result.fields).join(' ')
}
