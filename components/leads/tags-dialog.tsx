'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Result } from '@/lib/result'
import { resultReason } from './result-reason'
import type { Chosen } from './selection'

export type Tagged = { leads: number; tags: string[]; deed: 'add' | 'remove' }
export type TagLeads = (input: {
  chosen: Chosen
  tags: string
  deed: 'add' | 'remove'
}) => Promise<Result<Tagged>>

type TagsDialogProps = {
  count: number
  chosen: Chosen
  tagLeads: TagLeads
  onTagged: (tagged: Tagged) => void
}

/** The button "Tag" and what to write behind it. */
export function TagsDialog({ count, chosen, tagLeads, onTagged }: TagsDialogProps) {
  const [open, setOpen] = useState(false)
  const [tags, setTags] = useState('')
  const [error, setError] = useState<string>()
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  function turn(open: boolean) {
    if (pending) return
    setOpen(open)
    setError(undefined)
    setRefusal(undefined)
  }
  function send(deed: 'add' | 'remove') {
    if (tags.trim() === '') return setError('Write a tag.')
    startTransition(async () => {
      const result = await tagLeads({ chosen, tags, deed })
      if (result.kind === 'invalid') return setError(result.fields.tags ?? resultReason(result))
      if (result.kind !== 'done') return setRefusal(resultReason(result))
      startTransition(() => {
        setOpen(false)
        onTagged(result.value)
      })
    })
  }
  return (
    <Dialog
      trigger={<Button>Tag</Button>}
      open={open}
      onOpenChange={turn}
      title={`Tag ${countOf(count, 'lead')}`}
    >
      <ErrorSummary reason={refusal} pending={pending} />
      <Field id="bulk-tags" label="Tags" helper="Several are parted by commas." error={error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={500}
            value={tags}
            onChange={(event) => {
              setTags(event.target.value)
              setError(undefined)
            }}
          />
        )}
      </Field>
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Button aria-disabled={pending || undefined} onClick={() => send('remove')}>
          Remove from {countOf(count, 'lead')}
        </Button>
        <Button variant="primary" pending={pending} onClick={() => send('add')}>
          Add to {countOf(count, 'lead')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
