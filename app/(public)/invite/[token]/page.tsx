import type { Metadata } from 'next'
import Link from 'next/link'
import { FormPage } from '@/components/shell/form-page'
import { Message } from '@/components/shell/message'
import { ButtonLink, SubmitButton } from '@/components/ui/button'
import { currentUser } from '@/lib/auth/session'
import { type Invited, invitationOf } from '@/lib/invitations/queries'
import { switchPersonAction } from './actions'
import { JoinForm } from './join-form'
import { NewPersonForm } from './new-person-form'

export const metadata: Metadata = { title: 'Invitation' }

type Props = { params: Promise<{ token: string }> }

/** Whoever holds the link may read whom it invites to what; joining needs the address it was mailed to. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [invited, user] = await Promise.all([invitationOf(token), currentUser()])
  if (!invited) return <NotOpen signedIn={user !== null} />
  const title = `Join ${invited.account.name}`
  if (!user)
    return (
      <FormPage title={title} intro={<Introduction {...invited} />}>
        <NewPersonForm token={token} email={invited.email} accountName={invited.account.name} />
        <p className="text-ink-2">
          Signed up before?{' '}
          <Link href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`} className="link">
            Sign in
          </Link>
        </p>
      </FormPage>
    )
  if (user.email !== invited.email)
    return (
      <FormPage
        title={title}
        intro={
          <span className="wrap-anywhere">
            This invitation is for {invited.email}. You’re signed in as {user.email}.
          </span>
        }
      >
        <form action={switchPersonAction.bind(null, token)} className="flex flex-wrap gap-2">
          <SubmitButton>Switch account</SubmitButton>
          <ButtonLink href="/accounts">Go to my accounts</ButtonLink>
        </form>
      </FormPage>
    )
  return (
    <FormPage title={title} intro={<Introduction {...invited} />}>
      <JoinForm token={token} accountName={invited.account.name} />
    </FormPage>
  )
}

function Introduction({ account, email, role, invitedBy }: Invited) {
  return (
    <span className="wrap-anywhere">
      {invitedBy ?? 'An admin'} invited {email} to {account.name} as{' '}
      {role === 'admin' ? 'an admin' : 'a member'}.
    </span>
  )
}

function NotOpen({ signedIn }: { signedIn: boolean }) {
  return (
    <Message
      title="This invitation can’t be used any more."
      actions={
        signedIn ? (
          <ButtonLink href="/accounts">Go to my accounts</ButtonLink>
        ) : (
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        )
      }
    >
      It was accepted, withdrawn or sent anew, it is older than seven days, or a part of the link is missing.
      Ask whoever invited you for a new one.
    </Message>
  )
}
