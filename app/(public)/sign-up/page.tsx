import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { FormPage } from '@/components/shell/form-page'
import { currentUser } from '@/lib/auth/session'
import { plans } from '@/lib/plans/plan'
import { SignUpForm } from './sign-up-form'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage() {
  if (await currentUser()) redirect('/')
  return (
    <FormPage title="Create an account" intro={`The trial holds ${plans.trial.leadsMax} leads.`}>
      <SignUpForm />
      <p className="text-ink-2">
        Have an account?{' '}
        <Link href="/sign-in" className="link">
          Sign in
        </Link>
      </p>
    </FormPage>
  )
}
