import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { FormPage } from '@/components/shell/form-page'
import { Banner } from '@/components/ui/banner'
import { nextPath } from '@/lib/auth/next-path'
import { currentUser } from '@/lib/auth/session'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; changed?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams
  const next = nextPath(query.next, '/')
  if (await currentUser()) redirect(next)
  return (
    <FormPage title="Sign in">
      {query.changed === 'password' ? (
        <Banner kind="done" role="status">
          Your password is changed and all sessions have ended. Sign in with the new one.
        </Banner>
      ) : null}
      <SignInForm next={next} />
      <p>
        <Link href="/forgot" className="link">
          Forgot your password?
        </Link>
      </p>
      <p className="text-ink-2">
        New here?{' '}
        <Link href="/sign-up" className="link">
          Create an account
        </Link>
      </p>
    </FormPage>
  )
}
