import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { LeadDeeds } from '@/components/leads/lead-deeds'
import { LeadFacts } from '@/components/leads/lead-facts'
import { LeadHistory } from '@/components/leads/lead-history'
import { SourceLink } from '@/components/leads/source-link'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { Time } from '@/components/ui/time'
import { requireMember } from '@/lib/auth/session'
import { listCampaigns } from '@/lib/campaigns/queries'
import type { EmailKey, LeadId } from '@/lib/db/ids'
import { addressFinding } from '@/lib/leads/address-check'
import { findingStatus, findingText } from '@/lib/leads/address-finding'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { displayEmail } from '@/lib/leads/display-email'
import { leadHistory } from '@/lib/leads/history'
import { getLead, type LeadSummary } from '@/lib/leads/queries'
import { addToCampaignAction, deleteLeadsAction } from '../actions'

type Props = { params: Promise<{ account: string; lead: string }> }

/** The lead of the path, for a member of its account; anything else is a 404. Looked up once per request. */
const leadOf = cache(async (slug: string, lead: string) => {
  const { accountId } = await requireMember(slug)
  const id = z.uuid().safeParse(lead).data as LeadId | undefined
  const found = id ? await getLead(accountId, id) : null
  return found ? { accountId, lead: found } : notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, lead } = await params
  const found = await leadOf(account, lead)
  return { title: displayEmail(found.lead.email as EmailKey) }
}

export default async function LeadPage({ params }: Props) {
  const { account: slug, lead: id } = await params
  const { accountId, lead } = await leadOf(slug, id)
  const [history, campaigns, custom] = await Promise.all([
    leadHistory(accountId, lead),
    listCampaigns(accountId),
    customFieldNames(accountId),
  ])
  const email = displayEmail(lead.email as EmailKey)
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/leads`, label: 'Leads' }]} here={email} />
      <PageTitle
        title={<span className="wrap-anywhere">{email}</span>}
        actions={<ButtonLink href={`/${slug}/leads/${lead.id}/edit`}>Edit lead</ButtonLink>}
      >
        <SourceLink slug={slug} addedBy={lead.addedBy} /> · <Time at={lead.addedAt} show="date" />
      </PageTitle>
      <LeadDeeds
        slug={slug}
        leadId={lead.id}
        campaigns={campaigns}
        addToCampaign={addToCampaignAction.bind(null, slug)}
        deleteLeads={deleteLeadsAction.bind(null, slug)}
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <LeadFacts
          slug={slug}
          emailStatus={lead.emailStatus}
          finding={findingOf(lead)}
          values={valuesOf(lead, custom)}
          tags={lead.tags}
          campaigns={lead.campaigns}
        />
        <LeadHistory slug={slug} {...history} />
      </div>
    </>
  )
}

/** Why the lead has its status, when our own look at the address says so. */
function findingOf({ email, emailStatus }: LeadSummary): string | null {
  const finding = addressFinding(email as EmailKey)
  return finding && findingStatus[finding] === emailStatus ? findingText(finding, email) : null
}

/** What the lead has; fields the account deleted are not shown, empty ones neither. */
function valuesOf(lead: LeadSummary, custom: readonly string[]) {
  const builtIn = [
    { label: 'First name', text: lead.firstName },
    { label: 'Last name', text: lead.lastName },
    { label: 'Company', text: lead.company },
    { label: 'Title', text: lead.title },
    { label: 'Phone', text: lead.phone },
  ]
  const own = custom.map((name) => ({
    label: name,
    text: Object.hasOwn(lead.custom, name) ? String(lead.custom[name]) : '',
  }))
  return [...builtIn, ...own].filter(({ text }) => text !== '')
}
