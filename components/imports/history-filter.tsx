import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Select } from '@/components/ui/select'
import { Announce } from '@/components/ui/status-region'
import type { HistoryFilter } from '@/lib/imports/history'
import { historyHref, isFiltered } from './history-view'
import { importStatusWords } from './import-history'

type Choice = { id: string; name: string }

type HistoryFormProps = {
  slug: string
  filter: HistoryFilter
  people: readonly Choice[]
  campaigns: readonly Choice[]
  /** How many imports match. */
  total: number
}

/** Narrows the history down by person, campaign, status and rejections: a GET form, so it stands in the URL. */
export function HistoryForm({ slug, filter, people, campaigns, total }: HistoryFormProps) {
  const filtered = isFiltered(filter)
  const statuses = Object.entries(importStatusWords).map(([id, name]) => ({ id, name }))
  return (
    <div className="mb-4 flex flex-col gap-2">
      {/* Another address is another form: its fields show what that address says. */}
      <Form
        key={historyHref(slug, filter)}
        action={`/${slug}/imports`}
        role="search"
        aria-label="Filter imports"
        className="flex flex-wrap items-end gap-x-3 gap-y-2"
      >
        <Choose name="by" label="Person" all="Everybody" choices={people} value={filter.userId} />
        {campaigns.length > 0 ? (
          <Choose
            name="campaign"
            label="Campaign"
            all="Any or none"
            choices={campaigns}
            value={filter.campaignId}
          />
        ) : null}
        <Choose name="status" label="Status" all="Any" choices={statuses} value={filter.status} />
        <Choose
          name="rejections"
          label="Rejected rows"
          all="Some or none"
          choices={[{ id: '1', name: 'Has rejected rows' }]}
          value={filter.rejections ? '1' : undefined}
        />
        <Button type="submit">Filter</Button>
      </Form>
      {filtered ? (
        <p>
          <Announce text={matchText(total)} />
          {matchText(total)}{' '}
          <Link href={historyHref(slug, {})} className="link">
            Clear filters
          </Link>
        </p>
      ) : null}
    </div>
  )
}

function matchText(total: number): string {
  if (total === 0) return 'No imports match.'
  return `${countOf(total, 'import')} ${total === 1 ? 'matches' : 'match'}.`
}

type ChooseProps = {
  name: string
  label: string
  /** What stands for no choice. */
  all: string
  choices: readonly Choice[]
  value: string | undefined
}

function Choose({ name, label, all, choices, value = '' }: ChooseProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm max-sm:basis-full">
      <label htmlFor={`filter-${name}`} className="text-ink-2">
        {label}
      </label>
      <Select id={`filter-${name}`} name={name} defaultValue={value} className="sm:max-w-56">
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </Select>
    </div>
  )
}
