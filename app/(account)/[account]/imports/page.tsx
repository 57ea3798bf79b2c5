import type { Metadata } from 'next'
import { ImportHistory } from '@/components/imports/import-history'
import { SampleLink } from '@/components/imports/sample-link'
import { pageOf, type Query } from '@/components/imports/view-params'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { listImports } from '@/lib/imports/history'

export const metadata: Metadata = { title: 'Imports' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function ImportsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const member = await requireMember(slug)
  const page = pageOf(await searchParams)
  const { imports, total } = await listImports(member.accountId, { page, size })
  const newImport = (
    <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
      Import leads
    </ButtonLink>
  )
  if (total === 0) {
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
      <PageTitle title="Imports" count={total} actions={newImport} />
      {imports.length > 0 ? <ImportHistory slug={slug} imports={imports} /> : <p>There is no such page.</p>}
      <Pagination
        page={page}
        size={size}
        total={total}
        label="imports"
        href={(to) => `/${slug}/imports?page=${to}`}
      />
      <p className="mt-4 text-sm text-ink-3">Files are kept {env().FILE_KEEP_DAYS} days; reports stay.</p>
    </>
  )
}
