'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Result } from '@/lib/result'
import type { Chosen } from './selection'
import { useDeedDialog } from './use-deed-dialog'

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
  const { open, refusal, pending, turn, run } = useDeedDialog()
  const [tags, setTags] = useState('')
  const [error, setError] = useState<string>()

  function send(deed: 'add' | 'remove') {
    if (tags.trim() === '') return setError('Write a tag.')
    run(
      () => tagLeads({ chosen, tags, deed }),
      onTagged,
      (fields) => setError(Object.values(fields).join(' ')),
    )
  }
  return (
    <Dialog
      trigger={<Button>Tag</Button>}
      open={open}
      onOpenChange={(open) => {
        setError(undefined)
        turn(open)
      }}
      title={`Tag ${countOf(count, 'lead')}`}
    >
      <ErrorSummary reason={refusal} pending={pending} />
      <Field id="bulk-tags" label="Tags" helper="Separate several with commas." error={error}>
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
