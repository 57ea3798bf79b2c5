'use client'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { EmailStatusMark } from '@/components/leads/email-status-mark'
import { SelectPage } from '@/components/leads/select-page'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { RowCheckbox } from '@/components/ui/checkbox'
import { countOf, countText } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Announce } from '@/components/ui/status-region'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmailStatus } from '@/lib/leads/email-status'
import type { Result } from '@/lib/result'

export type CampaignLead = {
  id: string
  email: string
  name: string
  company: string
  emailStatus: EmailStatus
  addedAt: Date
  addedBy: { import: number } | null
}

type CampaignLeadsProps = {
  slug: string
  leads: readonly CampaignLead[]
  /** Changes whenever other leads are shown. */
  view: string
  remove: (leadIds: string[]) => Promise<Result<{ removed: number }>>
  /** Null: nothing can be added to the campaign. */
  putBack: ((leadIds: string[]) => Promise<Result<{ added: number }>>) | null
  toolbar: ReactNode
  /** What stands instead of the table when there is no lead to show. */
  empty: ReactNode
}

/** A campaign's leads with their boxes; who was removed last can be put back. */
export function CampaignLeads({ toolbar, empty, ...list }: CampaignLeadsProps) {
  const [removed, setRemoved] = useState<string[]>([])
  return (
    <div className="flex flex-col gap-3">
      {removed.length > 0 ? (
        <RemovedBanner leadIds={removed} putBack={list.putBack} onPutBack={() => setRemoved([])} />
      ) : null}
      {list.leads.length === 0 ? (
        <>
          {toolbar}
          {empty}
        </>
      ) : (
        // Another search or page is another list: nothing of it is selected.
        <Selection key={list.view} {...list} toolbar={toolbar} onRemoved={setRemoved} />
      )}
    </div>
  )
}

type SelectionProps = Pick<CampaignLeadsProps, 'slug' | 'leads' | 'remove' | 'toolbar'> & {
  onRemoved: (leadIds: string[]) => void
}

function Selection({ slug, leads, remove, toolbar, onRemoved }: SelectionProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const leadIds = leads.map((lead) => lead.id).filter((id) => selected.has(id))
  function select(id: string, isSelected: boolean) {
    const others = leadIds.filter((other) => other !== id)
    setSelected(new Set(isSelected ? [...others, id] : others))
  }
  return (
    <>
      {leadIds.length === 0 ? (
        toolbar
      ) : (
        <SelectionBar
          leadIds={leadIds}
          remove={remove}
          onClear={() => setSelected(new Set())}
          onRemoved={(ids) => {
            setSelected(new Set())
            onRemoved(ids)
          }}
        />
      )}
      <LeadTable
        slug={slug}
        leads={leads}
        selected={selected}
        onSelect={select}
        onSelectPage={(all) => setSelected(new Set(all ? leads.map((lead) => lead.id) : []))}
      />
    </>
  )
}

type SelectionBarProps = Pick<CampaignLeadsProps, 'remove'> & {
  leadIds: string[]
  onClear: () => void
  onRemoved: (leadIds: string[]) => void
}

function SelectionBar({ leadIds, remove, onClear, onRemoved }: SelectionBarProps) {
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const sentence = `${countText(leadIds.length)} selected on this page`
  function removeThem() {
    startTransition(async () => {
      const result = await remove(leadIds)
      startTransition(() => {
        if (result.kind === 'done') onRemoved(leadIds)
        else setRefusal(result.kind === 'refused' ? result.reason : 'Nothing was removed.')
      })
    })
  }
  return (
    <section
      aria-label="Selection"
      className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
    >
      <Announce text={`${sentence}.`} />
      <ErrorSummary reason={refusal} pending={pending} />
      <p className="font-medium">{sentence}</p>
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <Button variant="quiet" onClick={onClear}>
          Clear selection
        </Button>
        <Button pending={pending} onClick={removeThem}>
          Remove {countOf(leadIds.length, 'lead')} from campaign
        </Button>
      </div>
    </section>
  )
}

type RemovedBannerProps = Pick<CampaignLeadsProps, 'putBack'> & {
  leadIds: string[]
  onPutBack: () => void
}

/** Takes focus when it appears, since the button that led to it is gone. */
function RemovedBanner({ leadIds, putBack, onPutBack }: RemovedBannerProps) {
  const banner = useRef<HTMLDivElement>(null)
  const [pending, startTransition] = useTransition()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each removal is said anew
  useEffect(() => banner.current?.focus(), [leadIds])
  function undo() {
    startTransition(async () => {
      const result = await putBack?.(leadIds)
      startTransition(() => {
        if (result?.kind === 'done') onPutBack()
      })
    })
  }
  return (
    <Banner
      ref={banner}
      tabIndex={-1}
      role="status"
      kind="done"
      title={`${countOf(leadIds.length, 'lead')} removed from the campaign.`}
      actions={
        putBack ? (
          <Button pending={pending} onClick={undo}>
            Undo
          </Button>
        ) : null
      }
    >
      {leadIds.length === 1 ? 'It stays' : 'They stay'} in the account.
    </Banner>
  )
}

type LeadTableProps = Pick<CampaignLeadsProps, 'slug' | 'leads'> & {
  selected: ReadonlySet<string>
  onSelect: (id: string, selected: boolean) => void
  onSelectPage: (selected: boolean) => void
}

function LeadTable({ slug, leads, selected, onSelect, onSelectPage }: LeadTableProps) {
  const page = { selected: leads.filter((lead) => selected.has(lead.id)).length, of: leads.length }
  return (
    <>
      <SelectPage {...page} onChange={onSelectPage} className="self-start px-2 sm:hidden" labelShown />
      <Table caption="Leads of the campaign">
        <TableHead>
          <tr>
            <ColumnHead className="w-8">
              <span className="sr-only sm:hidden">Select</span>
              <SelectPage {...page} onChange={onSelectPage} className="max-sm:hidden" />
            </ColumnHead>
            <ColumnHead>Email</ColumnHead>
            <ColumnHead>Name</ColumnHead>
            <ColumnHead>Company</ColumnHead>
            <ColumnHead>Email status</ColumnHead>
            <ColumnHead>Added to campaign</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {leads.map((lead) => (
            <TableRow key={lead.id} className={selected.has(lead.id) ? 'sm:bg-paper-2' : undefined}>
              <Cell className="w-8">
                <RowCheckbox
                  label={`Select ${lead.email}`}
                  checked={selected.has(lead.id)}
                  onChange={(event) => onSelect(lead.id, event.target.checked)}
                />
              </Cell>
              <RowHead label="Email" className="max-w-80 wrap-anywhere lg:min-w-64">
                <Link href={`/${slug}/leads/${lead.id}`} className="link">
                  {lead.email}
                </Link>
              </RowHead>
              <TextCell label="Name" text={lead.name} />
              <TextCell label="Company" text={lead.company} />
              <Cell label="Email status">
                <EmailStatusMark status={lead.emailStatus} />
              </Cell>
              <Cell label="Added">
                <Added slug={slug} lead={lead} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

function Added({ slug, lead: { addedBy, addedAt } }: { slug: string; lead: CampaignLead }) {
  return (
    <span>
      <Time at={addedAt} />
      {addedBy ? (
        <>
          {' by '}
          <Link href={`/${slug}/imports/${addedBy.import}`} className="link">
            import #{addedBy.import}
          </Link>
        </>
      ) : (
        ' by hand'
      )}
    </span>
  )
}

/** A value as stored; long ones are cut to two lines, the whole stands in the title. Left out of a stacked row when empty. */
function TextCell({ label, text }: { label: string; text: string }) {
  return (
    <Cell label={label} className={text === '' ? 'max-sm:hidden' : undefined}>
      <span title={text} className="line-clamp-2 max-w-56 break-words">
        {text}
      </span>
    </Cell>
  )
}
