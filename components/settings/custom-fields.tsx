'use client'
import { useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Time } from '@/components/ui/time'
import type { Result } from '@/lib/result'

type CustomFieldsProps = {
  fields: readonly { name: string; createdAt: Date }[]
  mayChange: boolean
  /** How many leads have a value in the field. */
  count: (name: string) => Promise<Result<number>>
  remove: (name: string) => Promise<Result<{ leads: number }>>
}

/** The fields that the account made up. Imports make them; an admin deletes them, with their values. */
export function CustomFields({ fields, mayChange, count, remove }: CustomFieldsProps) {
  const { asked, ask, cancel, confirm, pending, refusal, tries, deleted } = useDeletion(count, remove)
  return (
    <div className="flex flex-col gap-3">
      <ErrorSummary reason={refusal} attempt={tries} />
      {deleted ? (
        <Banner kind="done" role="status">
          Deleted the field {deleted.name}, and its value on {countOf(deleted.leads, 'lead')}.
        </Banner>
      ) : null}
      {fields.length === 0 ? (
        <p className="text-ink-2">
          No custom fields yet. Make one while you import: on the step Columns, choose “New field…” for a
          column.
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-rule">
          {fields.map(({ name, createdAt }) => (
            <li key={name} className="flex min-h-row-comfortable flex-wrap items-center gap-x-4 gap-y-1 py-1">
              <span className="min-w-0 flex-1 break-words">
                <span className="font-medium">{name}</span>{' '}
                <span className="text-sm text-ink-3">
                  since <Time at={createdAt} show="date" />
                </span>
              </span>
              {mayChange ? (
                <Button
                  size="small"
                  aria-label={`Delete ${name}`}
                  aria-disabled={pending || undefined}
                  onClick={() => ask(name)}
                >
                  Delete
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => {
          if (!open) cancel()
        }}
        title={`Delete the field ${asked?.name ?? ''}?`}
        description={
          asked?.leads === 0
            ? 'No lead has a value in it.'
            : `${countText(asked?.leads ?? 0)} ${asked?.leads === 1 ? 'lead loses its value' : 'leads lose their value'} in it. This cannot be undone. The reports of earlier imports keep what they say.`
        }
      >
        <DialogActions>
          <DialogClose>Keep field</DialogClose>
          <Button variant="danger" pending={pending} onClick={confirm}>
            Delete field
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  )
}

type Asked = { name: string; leads: number }

/** Counts first, asks with the number, then deletes. */
function useDeletion(count: CustomFieldsProps['count'], remove: CustomFieldsProps['remove']) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [deleted, setDeleted] = useState<Asked | null>(null)
  const [refusal, setRefusal] = useState<string>()
  const [tries, setTries] = useState(0)
  const [pending, startTransition] = useTransition()

  function refuse(result: Result<unknown>) {
    setTries((before) => before + 1)
    setRefusal(
      result.kind === 'refused' ? result.reason : 'This was not understood. Reload the page and try again.',
    )
  }
  function ask(name: string) {
    startTransition(async () => {
      setRefusal(undefined)
      setDeleted(null)
      const counted = await count(name)
      if (counted.kind === 'done') setAsked({ name, leads: counted.value })
      else refuse(counted)
    })
  }
  function confirm() {
    if (!asked) return
    const { name } = asked
    startTransition(async () => {
      const result = await remove(name)
      startTransition(() => {
        setAsked(null)
        if (result.kind === 'done') setDeleted({ name, leads: result.value.leads })
        else refuse(result)
      })
    })
  }
  return { asked, ask, cancel: () => setAsked(null), confirm, pending, refusal, tries, deleted }
}
