'use client'
import { Info } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { type CreateCampaign, NewCampaignDialog } from '@/components/campaigns/new-campaign'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { tagCharsMax } from '@/lib/leads/tags'
import type { ImportOptions } from './new-import-schema'

export type CampaignChoice = {
  id: string
  name: string
  /** Some email statuses are rejected by it as "Lead is not valid". */
  rejectsNotValid: boolean
}

type OptionsFormProps = {
  form: UseFormReturn<ImportOptions>
  campaigns: readonly CampaignChoice[]
  createCampaign: CreateCampaign
}

/** What to do with leads that exist, with blank cells, and which campaign the leads join. */
export function OptionsForm({ form, campaigns, createCampaign }: OptionsFormProps) {
  const [update, blankCells] = form.watch(['update', 'blankCells'])
  return (
    <section aria-labelledby="options-title" className="flex flex-col gap-4">
      <h3 id="options-title" className="text-md font-semibold">
        Options
      </h3>
      <CampaignField form={form} campaigns={campaigns} createCampaign={createCampaign} />
      <Field id="tag" label="Tag" helper="Given to every lead of this import. Leave it empty for no tag.">
        {(control) => (
          <Input
            {...control}
            {...form.register('tag')}
            maxLength={tagCharsMax}
            autoComplete="off"
            className="max-w-80"
          />
        )}
      </Field>
      <div className="flex flex-col gap-2">
        <Checkbox
          id="update"
          label="Update lead if it exists"
          helper="Off: rows whose email already belongs to a lead are rejected. On: those leads are updated and counted as Modified."
          {...form.register('update')}
        />
        {update ? (
          <div className="ml-6">
            <RadioGroup
              id="blank-cells"
              name="blankCells"
              legend="Blank cells"
              value={blankCells}
              onChange={(event) =>
                form.setValue('blankCells', event.target.value === 'clear' ? 'clear' : 'keep')
              }
              choices={[
                { value: 'keep', label: 'Keep what the lead has (recommended)' },
                { value: 'clear', label: 'Clear it' },
              ]}
            />
          </div>
        ) : null}
      </div>
    </section>
  )
}

/** The campaign that the leads join; a new one can be made on the way, and is then the chosen one. */
function CampaignField({ form, campaigns, createCampaign }: OptionsFormProps) {
  const [made, setMade] = useState<readonly CampaignChoice[]>([])
  const last = made.at(-1)?.id
  useEffect(() => {
    if (last) form.setValue('campaignId', last, { shouldDirty: true })
  }, [form, last])
  const choices = [...campaigns, ...made.filter(({ id }) => !campaigns.some((one) => one.id === id))]
  const chosen = choices.find((campaign) => campaign.id === form.watch('campaignId'))
  return (
    <Field
      id="campaign"
      label="Add to campaign"
      error={form.formState.errors.campaignId?.message}
      helper={
        chosen?.rejectsNotValid ? (
          <span className="inline-flex items-baseline gap-1">
            <Info aria-hidden="true" className="size-4 shrink-0 self-center" />
            This campaign rejects leads that are not valid. They stay in the account.
          </span>
        ) : undefined
      }
    >
      {(control) => (
        <div className="flex flex-wrap gap-2">
          <Select
            {...control}
            {...form.register('campaignId')}
            className="min-w-0 flex-1 basis-60 sm:max-w-80"
          >
            <option value="">No campaign – only the account</option>
            {choices.map((campaign) => (
              <option key={campaign.id} value={campaign.id}>
                {campaign.name}
              </option>
            ))}
          </Select>
          <NewCampaignDialog
            create={createCampaign}
            onMade={({ id, name, rejects }) =>
              setMade([...made, { id, name, rejectsNotValid: rejects.length > 0 }])
            }
          />
        </div>
      )}
    </Field>
  )
}
