'use client'
import { Plus } from 'lucide-react'
import { type FormEvent, type ReactElement, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Result } from '@/lib/result'
import { type Rejectable, rejectsFirst } from './rejects'
import { RejectsField } from './rejects-field'

export type NewCampaign = { name: string; rejects: Rejectable[] }
export type MadeCampaign = { id: string; name: string; rejects: Rejectable[] }
export type CreateCampaign = (campaign: NewCampaign) => Promise<Result<MadeCampaign>>

type NewCampaignDialogProps = {
  create: CreateCampaign
  /** Called with the campaign once it is there; the dialog is closed then. */
  onMade: (campaign: MadeCampaign) => void
  trigger?: ReactElement
}

/** The button "New campaign…" and the form behind it: a name, and whom the campaign rejects. Can stand in another form. */
export function NewCampaignDialog({ create, onMade, trigger }: NewCampaignDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      trigger={
        trigger ?? (
          <Button>
            <Plus aria-hidden="true" />
            New campaign…
          </Button>
        )
      }
      open={open}
      onOpenChange={setOpen}
      title="New campaign"
      description="A campaign is a list of leads you work through together."
    >
      <NewCampaignForm
        create={create}
        onMade={(campaign) => {
          setOpen(false)
          onMade(campaign)
        }}
      />
    </Dialog>
  )
}

function NewCampaignForm({ create, onMade }: Pick<NewCampaignDialogProps, 'create' | 'onMade'>) {
  const [name, setName] = useState('')
  const [rejects, setRejects] = useState<readonly Rejectable[]>([])
  const [answer, setAnswer] = useState<{ reason?: string; name?: string }>({})
  const [tries, setTries] = useState(0)
  const [pending, startTransition] = useTransition()

  function submit(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation() // React lets it bubble into a form that the dialog was opened from
    if (pending) return
    setTries(tries + 1)
    startTransition(async () => {
      const result = await create({ name, rejects: [...rejects] })
      if (result.kind === 'done') onMade(result.value)
      else setAnswer(result.kind === 'refused' ? { reason: result.reason } : { name: result.fields.name })
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <ErrorSummary
        reason={answer.reason}
        fields={answer.name ? { 'campaign-name': answer.name } : {}}
        pending={pending}
        attempt={tries}
      />
      <Field id="campaign-name" label="Campaign name" error={answer.name}>
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            autoComplete="off"
          />
        )}
      </Field>
      <RejectsField rejects={rejects} first={rejectsFirst} onChange={setRejects} />
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Create campaign
        </Button>
      </DialogActions>
    </form>
  )
}
