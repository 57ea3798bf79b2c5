import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { leadFormFields } from '@/components/leads/lead-fields'
import { LeadForm } from '@/components/leads/lead-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageTitle } from '@/components/ui/page-title'
import { requireMember } from '@/lib/auth/session'
import type { EmailKey, LeadId } from '@/lib/db/ids'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { displayEmail } from '@/lib/leads/display-email'
import { getLead, type LeadSummary } from '@/lib/leads/queries'
import { tagsText } from '@/lib/leads/tags'
import { editLeadAction } from './action'

export const metadata: Metadata = { title: 'Edit lead' }

type Props = { params: Promise<{ account: string; lead: string }> }

export default async function EditLeadPage({ params }: Props) {
  const { account: slug, lead: asked } = await params
  const { accountId } = await requireMember(slug)
  const id = z.uuid().safeParse(asked).data as LeadId | undefined
  const lead = id ? await getLead(accountId, id) : null
  if (!lead) notFound()
  const custom = await customFieldNames(accountId)
  const email = displayEmail(lead.email as EmailKey)
  const above = [
    { href: `/${slug}/leads`, label: 'Leads' },
    { href: `/${slug}/leads/${lead.id}`, label: email },
  ]
  return (
    <>
      <Breadcrumb above={above} here="Edit" />
      <PageTitle title="Edit lead">
        Only what you change is saved; the lead’s history keeps the old values.
      </PageTitle>
      <LeadForm
        slug={slug}
        fields={leadFormFields(custom)}
        values={valuesOf(lead, custom)}
        save={editLeadAction.bind(null, slug, lead.id)}
        label="Save lead"
        cancelHref={`/${slug}/leads/${lead.id}`}
      />
    </>
  )
}

function valuesOf(lead: LeadSummary, custom: readonly string[]) {
  const own = custom.map((name) => [
    `custom.${name}`,
    Object.hasOwn(lead.custom, name) ? lead.custom[name] : '',
  ])
  return {
    email: lead.email,
    first_name: lead.firstName,
    last_name: lead.lastName,
    company: lead.company,
    title: lead.title,
    phone: lead.phone,
    email_status: lead.emailStatus,
    tags: tagsText(lead.tags),
    ...Object.fromEntries(own),
  }
}
