import type { Metadata } from 'next'
import { leadFormFields } from '@/components/leads/lead-fields'
import { LeadForm } from '@/components/leads/lead-form'
import { PlanFull } from '@/components/leads/plan-full'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageTitle } from '@/components/ui/page-title'
import { accountById } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { addLeadAction } from './action'

export const metadata: Metadata = { title: 'Add a lead' }

type Props = { params: Promise<{ account: string }> }

export default async function NewLeadPage({ params }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const [account, custom] = await Promise.all([accountById(accountId), customFieldNames(accountId)])
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/leads`, label: 'Leads' }]} here="Add a lead" />
      <PageTitle title="Add a lead">Only the email is needed.</PageTitle>
      {account ? <PlanFull {...account} /> : null}
      <LeadForm
        slug={slug}
        fields={leadFormFields(custom)}
        values={{}}
        save={addLeadAction.bind(null, slug)}
        label="Add lead"
        cancelHref={`/${slug}/leads`}
      />
    </>
  )
}
