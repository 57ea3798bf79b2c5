'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { RadioGroup } from '@/components/ui/radio-group'
import type { LeadFilter } from '@/lib/leads/filter'
import type { Result } from '@/lib/result'
import { useDeedDialog } from './use-deed-dialog'

/** Leads to export: those of the boxes, or all that match as they are by then. */
export type LeadsToExport = { leadIds: string[] } | { filter: LeadFilter }

/** Prepares the file: its address when it can be had at once, else that of the page that tells when it is ready. */
export type StartExport = (input: {
  leads: LeadsToExport
  columns: 'shown' | 'all'
}) => Promise<Result<{ kind: 'file' | 'page'; href: string }>>

type ExportDialogProps = {
  /** How many leads; null: not counted. */
  count: number | null
  leads: LeadsToExport
  startExport: StartExport
  goTo: (href: string) => void
}

/** The button "Export" and the choice of columns behind it. */
export function ExportDialog({ count, leads, startExport, goTo }: ExportDialogProps) {
  const { open, refusal, pending, turn, run } = useDeedDialog()
  const [columns, setColumns] = useState<'shown' | 'all'>('all')
  const what = count === null ? 'all matching leads' : countOf(count, 'lead')

  function send() {
    run(
      () => startExport({ leads, columns }),
      ({ kind, href }) => {
        if (kind === 'file') window.location.assign(href)
        else goTo(href)
      },
    )
  }
  return (
    <Dialog
      trigger={
        <Button>
          <Download aria-hidden="true" />
          Export
        </Button>
      }
      open={open}
      onOpenChange={turn}
      title={`Export ${what}`}
      description="A CSV file that opens in spreadsheets and can be imported again. More than 10,000 leads are prepared in the background."
    >
      <ErrorSummary reason={refusal} pending={pending} />
      <RadioGroup
        id="export-columns"
        legend="Columns"
        name="export-columns"
        value={columns}
        onChange={(event) => setColumns(event.target.value === 'shown' ? 'shown' : 'all')}
        choices={[
          { value: 'all', label: 'All fields' },
          { value: 'shown', label: 'As shown in the table' },
        ]}
      />
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Button variant="primary" pending={pending} onClick={send}>
          Export {what}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
