import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { FormPage } from '@/components/shell/form-page'
import { nextPath } from '@/lib/auth/next-path'
import { currentUser } from '@/lib/auth/session'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = nextPath((await searchParams).next, '/')
  if (await currentUser()) redirect(next)
  return (
    <FormPage title="Sign in">
      <SignInForm next={next} />
      <p className="text-ink-2">
        New here?{' '}
        <Link href="/sign-up" className="link">
          Create an account
        </Link>
      </p>
    </FormPage>
  )
}
