'use client'
import Link from 'next/link'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { RowCheckbox } from '@/components/ui/checkbox'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Announce } from '@/components/ui/status-region'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Restored } from '@/lib/leads/restore'
import type { Result } from '@/lib/result'
import { RestoredBanner } from './deed-banner'
import { EmailText } from './email-text'
import { resultReason } from './result-reason'
import { SelectPage } from './select-page'
import { selectAllLabel, selectedSentence } from './selection'

/** A deleted lead in the form people read. */
export type DeletedLine = {
  id: string
  email: string
  name: string
  company: string
  deletedAt: Date
  keptUntil: Date
  by: string | null
  undoneNumber: number | null
  /** Why it cannot come back now. */
  obstacle: { text: string; leadId: string | null } | null
}

export type RestoreLeads = (
  which: { leadIds: string[] } | { search: string; expected: number },
) => Promise<Result<Restored>>

type DeletedListProps = {
  slug: string
  leads: readonly DeletedLine[]
  /** How many match on all pages; null: not counted. */
  total: number | null
  search: string
  view: string
  restore: RestoreLeads
  countMatching: (search: string) => Promise<number>
  toolbar: ReactNode
  empty: ReactNode
}

/** The recently deleted leads with their boxes, and what came of restoring the last ones. */
export function DeletedList({ toolbar, empty, ...list }: DeletedListProps) {
  const [restored, setRestored] = useState<Restored | null>(null)
  return (
    <div className="flex flex-col gap-3">
      {restored ? <RestoredBanner result={restored} mark={restored} /> : null}
      {list.leads.length === 0 ? (
        <>
          {list.search === '' ? null : toolbar}
          {empty}
        </>
      ) : (
        <Selection key={list.view} {...list} toolbar={toolbar} onRestored={setRestored} />
      )}
    </div>
  )
}

type SelectionProps = Omit<DeletedListProps, 'empty' | 'view'> & { onRestored: (result: Restored) => void }

function Selection({ slug, leads, toolbar, ...bar }: SelectionProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState<number | null>(null)
  const leadIds = leads.map((lead) => lead.id).filter((id) => selected.has(id))
  const page = { selected: leadIds.length, of: leads.length }

  function choose(ids: Iterable<string>, count: number | null = null) {
    setSelected(new Set(ids))
    setAll(count)
  }
  const everyId = leads.map((lead) => lead.id)
  const selectPage = (isSelected: boolean) => choose(isSelected ? everyId : [])
  return (
    <>
      {leadIds.length === 0 ? (
        toolbar
      ) : (
        <RestoreBar
          {...bar}
          leadIds={leadIds}
          all={all}
          onAll={(count) => choose(everyId, count)}
          onClear={() => choose([])}
          onRestored={(result) => {
            choose([])
            bar.onRestored(result)
          }}
        />
      )}
      <SelectPage {...page} onChange={selectPage} className="self-start px-2 sm:hidden" labelShown />
      <Table caption="Recently deleted leads">
        <TableHead>
          <tr>
            <ColumnHead className="w-8">
              <span className="sr-only sm:hidden">Select</span>
              <SelectPage {...page} onChange={selectPage} className="max-sm:hidden" />
            </ColumnHead>
            <ColumnHead>Email</ColumnHead>
            <ColumnHead>Name</ColumnHead>
            <ColumnHead>Company</ColumnHead>
            <ColumnHead>Deleted</ColumnHead>
            <ColumnHead>Kept until</ColumnHead>
            <ColumnHead>Can come back</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {leads.map((lead) => (
            <DeletedRow
              key={lead.id}
              slug={slug}
              lead={lead}
              selected={selected.has(lead.id)}
              onSelect={(isSelected) => {
                const others = leadIds.filter((id) => id !== lead.id)
                choose(isSelected ? [...others, lead.id] : others)
              }}
            />
          ))}
        </TableBody>
      </Table>
    </>
  )
}

type RestoreBarProps = Omit<SelectionProps, 'slug' | 'leads' | 'toolbar'> & {
  leadIds: string[]
  all: number | null
  onAll: (count: number) => void
  onClear: () => void
}

/** What is selected, and the button that brings it back. Nothing is lost by it, so it does not ask. */
function RestoreBar(props: RestoreBarProps) {
  const { leadIds, all, total, search, restore, countMatching, onAll, onClear, onRestored } = props
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const filtered = search !== ''
  const sentence = selectedSentence(all === null ? { count: leadIds.length } : { all, filtered })
  function bringBack() {
    startTransition(async () => {
      const result = await restore(all === null ? { leadIds } : { search, expected: all })
      startTransition(() => {
        if (result.kind === 'done') onRestored(result.value)
        else setRefusal(resultReason(result))
      })
    })
  }
  function selectAll() {
    startTransition(async () => {
      const count = total ?? (await countMatching(search))
      startTransition(() => onAll(count))
    })
  }
  return (
    <>
      <ErrorSummary reason={refusal} pending={pending} />
      <section
        aria-label="Selection"
        className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
      >
        <Announce text={`${sentence}.`} />
        <p className="font-medium">{sentence}</p>
        {all === null && (total === null || total > leadIds.length) ? (
          <Button size="small" onClick={selectAll}>
            {selectAllLabel(total, filtered)}
          </Button>
        ) : null}
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          <Button variant="quiet" onClick={onClear}>
            Clear selection
          </Button>
          <Button variant="primary" pending={pending} onClick={bringBack}>
            Restore {countOf(all ?? leadIds.length, 'lead')}
          </Button>
        </div>
      </section>
    </>
  )
}

type DeletedRowProps = {
  slug: string
  lead: DeletedLine
  selected: boolean
  onSelect: (selected: boolean) => void
}

function DeletedRow({ slug, lead, selected, onSelect }: DeletedRowProps) {
  return (
    <TableRow className={selected ? 'sm:bg-paper-2' : undefined}>
      <Cell className="w-8">
        <RowCheckbox
          label={`Select ${lead.email}`}
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </Cell>
      <RowHead label="Email" className="max-w-80 wrap-anywhere">
        <EmailText email={lead.email} />
      </RowHead>
      <TextCell label="Name" text={lead.name} />
      <TextCell label="Company" text={lead.company} />
      <Cell label="Deleted">
        <span>
          <Time at={lead.deletedAt} />
          {lead.by ? ` by ${lead.by}` : null}
          {lead.undoneNumber === null ? null : (
            <>
              {', '}
              <Link href={`/${slug}/imports/${lead.undoneNumber}`} className="link">
                import #{lead.undoneNumber} undone
              </Link>
            </>
          )}
        </span>
      </Cell>
      <Cell label="Kept until">
        <Time at={lead.keptUntil} show="date" />
      </Cell>
      <Cell label="Can come back">
        {lead.obstacle === null ? (
          'Yes'
        ) : (
          <span>
            No: {lead.obstacle.text}
            {lead.obstacle.leadId ? (
              <>
                {' '}
                <Link href={`/${slug}/leads/${lead.obstacle.leadId}`} className="link">
                  Open lead<span className="sr-only"> that has {lead.email} now</span>
                </Link>
              </>
            ) : null}
          </span>
        )}
      </Cell>
    </TableRow>
  )
}

function TextCell({ label, text }: { label: string; text: string }) {
  return (
    <Cell label={label} className={text === '' ? 'max-sm:hidden' : undefined}>
      <span title={text} className="line-clamp-2 max-w-56 break-words">
        {text}
      </span>
    </Cell>
  )
}
