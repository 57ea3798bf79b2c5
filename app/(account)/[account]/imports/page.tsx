import type { Metadata } from 'next'
import { HistoryForm } from '@/components/imports/history-filter'
import { HistoryTabs } from '@/components/imports/history-tabs'
import { historyFilterOf, historyHref, isFiltered } from '@/components/imports/history-view'
import { ImportHistory } from '@/components/imports/import-history'
import { SampleLink } from '@/components/imports/sample-link'
import { pageOf, type Query } from '@/components/imports/view-params'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { historyChoices, listImports } from '@/lib/imports/history'

export const metadata: Metadata = { title: 'Imports' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function ImportsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const query = await searchParams
  const [page, filter] = [pageOf(query), historyFilterOf(query)]
  const [{ imports, total }, choices] = await Promise.all([
    listImports(accountId, { page, size, filter }),
    historyChoices(accountId),
  ])
  const newImport = (
    <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
      Import leads
    </ButtonLink>
  )
  if (total === 0 && !isFiltered(filter)) {
    return (
      <>
        <PageTitle title="Imports" />
        <EmptyState
          title="No imports yet."
          actions={
            <>
              {newImport}
              <SampleLink slug={slug} />
            </>
          }
        >
          Each import leaves a report here.
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageTitle title="Imports" {...(isFiltered(filter) ? {} : { count: total })} actions={newImport} />
      <HistoryTabs slug={slug} here="history" />
      <HistoryForm slug={slug} filter={filter} total={total} {...choices} />
      {imports.length > 0 ? <ImportHistory slug={slug} imports={imports} /> : null}
      {imports.length === 0 && total > 0 ? <p>There is no such page.</p> : null}
      <Pagination
        page={page}
        size={size}
        total={total}
        label="imports"
        href={(to) => historyHref(slug, filter, to)}
      />
      <p className="mt-4 text-sm text-ink-3">Files are kept {env().FILE_KEEP_DAYS} days; reports stay.</p>
    </>
  )
}
