import type { Metadata } from 'next'
import { FormPage } from '@/components/shell/form-page'
import { requireUser } from '@/lib/auth/session'
import { plans } from '@/lib/plans/plan'
import { NewAccountForm } from './new-account-form'

export const metadata: Metadata = { title: 'New account' }

export default async function NewAccountPage() {
  await requireUser()
  return (
    <FormPage
      title="New account"
      intro={`It begins on the trial, which holds ${plans.trial.leadsMax} leads.`}
    >
      <NewAccountForm />
    </FormPage>
  )
}
