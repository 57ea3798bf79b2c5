'use client'
import { ListFilter } from 'lucide-react'
import Form from 'next/form'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { emailStatuses, emailStatusLabels } from '@/lib/leads/email-status'
import { filterParts, type LeadFilter } from '@/lib/leads/filter'
import { type LeadSort, leadSortLabels, leadSorts } from '@/lib/leads/sort'

export type CampaignChoice = { id: string; name: string }

type FilterDialogProps = {
  /** The address without its query. */
  action: string
  filter: LeadFilter
  sort: LeadSort
  campaigns: readonly CampaignChoice[]
}

/** The button "Filter" and the form behind it: a GET form, so what is chosen stands in the URL. */
export function FilterDialog({ action, filter, sort, campaigns }: FilterDialogProps) {
  const [open, setOpen] = useState(false)
  const count = filterParts.filter((part) => filter[part] !== undefined).length
  return (
    <Dialog
      trigger={
        <Button>
          <ListFilter aria-hidden="true" />
          {count === 0 ? 'Filter and sort' : `Filter and sort (${count})`}
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
      title="Filter and sort"
    >
      <Form action={action} onSubmit={() => setOpen(false)} className="flex flex-col gap-4">
        {filter.search === '' ? null : <input type="hidden" name="q" value={filter.search} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="filter-campaign" label="Campaign">
            {(control) => (
              <Select {...control} name="campaign" defaultValue={filter.campaign ?? ''}>
                <option value="">Any, or none</option>
                {campaigns.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field id="filter-status" label="Email status">
            {(control) => (
              <Select {...control} name="status" defaultValue={filter.status ?? ''}>
                <option value="">Any</option>
                {emailStatuses.map((status) => (
                  <option key={status} value={status}>
                    {emailStatusLabels[status]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field id="filter-import" label="Added by import">
            {(control) => (
              <Input
                {...control}
                name="import"
                inputMode="numeric"
                placeholder="Its number, such as 41"
                defaultValue={filter.import}
              />
            )}
          </Field>
          <Field id="filter-tag" label="Tag">
            {(control) => (
              <Input {...control} name="tag" autoComplete="off" defaultValue={filter.tag} maxLength={50} />
            )}
          </Field>
          <Field id="filter-from" label="Added from" helper="Days in UTC.">
            {(control) => <Input {...control} type="date" name="from" defaultValue={filter.addedFrom} />}
          </Field>
          <Field id="filter-to" label="Added to">
            {(control) => <Input {...control} type="date" name="to" defaultValue={filter.addedTo} />}
          </Field>
          <Field id="filter-sort" label="Sort by">
            {(control) => (
              <Select {...control} name="sort" defaultValue={sort}>
                {leadSorts.map((one) => (
                  <option key={one} value={one}>
                    {leadSortLabels[one]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <DialogActions>
          <DialogClose>Cancel</DialogClose>
          <Button variant="primary" type="submit">
            Show leads
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
