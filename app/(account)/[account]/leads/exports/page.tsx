import type { Metadata } from 'next'
import { ExportList } from '@/components/leads/export-list'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { requireMember } from '@/lib/auth/session'
import { exportKeptDays, leadsAtOnceMax } from '@/lib/exports/mutations'
import { listExports } from '@/lib/exports/queries'

export const metadata: Metadata = { title: 'Exports' }

type Props = { params: Promise<{ account: string }> }

export default async function ExportsPage({ params }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const exports = await listExports(accountId)
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/leads`, label: 'Leads' }]} here="Exports" />
      <PageTitle title="Exports">
        Exports of more than {leadsAtOnceMax.toLocaleString('en')} leads are prepared here and kept for{' '}
        {exportKeptDays} days. You can leave this page meanwhile.
      </PageTitle>
      {exports.length === 0 ? (
        <EmptyState
          title="No exports yet."
          actions={<ButtonLink href={`/${slug}/leads`}>View leads</ButtonLink>}
        >
          Smaller files are downloaded at once and are not kept here.
        </EmptyState>
      ) : (
        <ExportList slug={slug} exports={exports} />
      )}
    </>
  )
}
