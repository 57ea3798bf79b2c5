'use client'
import { Columns3 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { columnLabel, columnsMax, type LeadColumn } from './columns'

/** Keeps the columns a person chose; null brings the usual ones back. */
export type ChooseColumns = (columns: readonly string[] | null) => Promise<void>

type ColumnsDialogProps = {
  /** All there are. */
  columns: readonly LeadColumn[]
  shown: readonly LeadColumn[]
  choose: ChooseColumns
}

/** The button "Columns" and the boxes behind it. */
export function ColumnsDialog({ columns, shown, choose }: ColumnsDialogProps) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set(shown))
  const [pending, startTransition] = useTransition()
  const full = wanted.size >= columnsMax

  function turn(open: boolean) {
    setOpen(open)
    setWanted(new Set(shown))
  }
  function keep(chosen: readonly string[] | null) {
    startTransition(async () => {
      await choose(chosen)
      startTransition(() => setOpen(false))
    })
  }
  function tick(column: string, isWanted: boolean) {
    const others = [...wanted].filter((one) => one !== column)
    setWanted(new Set(isWanted ? [...others, column] : others))
  }
  return (
    <Dialog
      trigger={
        <Button>
          <Columns3 aria-hidden="true" />
          Columns
        </Button>
      }
      open={open}
      onOpenChange={turn}
      title="Columns"
      description={`The email is always shown. This browser remembers the choice${full ? `; ${columnsMax} columns at most` : ''}.`}
    >
      <fieldset className="max-h-80 overflow-y-auto">
        <legend className="sr-only">Columns to show</legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {columns.map((column) => (
            <label key={column} className="flex min-h-target min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={wanted.has(column)}
                disabled={full && !wanted.has(column)}
                onChange={(event) => tick(column, event.target.checked)}
                className="size-4 shrink-0 accent-primary"
              />
              <span className="min-w-0 break-words">{columnLabel(column)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <DialogActions>
        <Button variant="quiet" onClick={() => keep(null)}>
          Show the usual columns
        </Button>
        <DialogClose>Cancel</DialogClose>
        <Button variant="primary" pending={pending} onClick={() => keep([...wanted])}>
          Show these columns
        </Button>
      </DialogActions>
    </Dialog>
  )
}
