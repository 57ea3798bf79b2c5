import type { Metadata } from 'next'
import { NewImportForm } from '@/components/imports/new-import-form'
import { sizeText } from '@/components/imports/numbers'
import { PlanRoom } from '@/components/imports/plan-room'
import type { Query } from '@/components/imports/view-params'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { countText } from '@/components/ui/count-text'
import { PageTitle } from '@/components/ui/page-title'
import { accountById } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { listCampaigns } from '@/lib/campaigns/queries'
import { env } from '@/lib/env'
import { startImportAction } from '../actions'

export const metadata: Metadata = { title: 'New import' }

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function NewImportPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const member = await requireMember(slug)
  const [account, campaigns, { update }] = await Promise.all([
    accountById(member.accountId),
    listCampaigns(member.accountId),
    searchParams,
  ])
  const { LIMIT_FILE_BYTES: bytesMax, LIMIT_ROWS: rowsMax } = env()
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/imports`, label: 'Imports' }]} here="New import" />
      <PageTitle title="Import leads">
        {account ? <PlanRoom slug={slug} account={account} /> : null}
      </PageTitle>
      <NewImportForm
        slug={slug}
        limits={{
          text: `CSV up to ${sizeText(bytesMax)} and ${countText(rowsMax)} rows. One column with emails is enough.`,
          bytesMax,
        }}
        campaigns={campaigns.map(({ id, name, rejects }) => ({
          id,
          name,
          rejectsNotValid: rejects.length > 0,
        }))}
        updateFirst={update === '1'}
        start={startImportAction.bind(null, slug)}
      />
    </>
  )
}
