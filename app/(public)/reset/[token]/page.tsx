import type { Metadata } from 'next'
import { FormPage } from '@/components/shell/form-page'
import { Message } from '@/components/shell/message'
import { ButtonLink } from '@/components/ui/button'
import { resetOf } from '@/lib/passwords/queries'
import { ResetForm } from './reset-form'

export const metadata: Metadata = { title: 'Set a new password' }

type Props = { params: Promise<{ token: string }> }

export default async function ResetPage({ params }: Props) {
  const { token } = await params
  const reset = await resetOf(token)
  if (!reset)
    return (
      <Message
        title="This link can’t be used any more."
        actions={
          <ButtonLink variant="primary" href="/forgot">
            Ask for a new link
          </ButtonLink>
        }
      >
        It was used, a newer one was mailed, it is older than an hour, or a part of it is missing.
      </Message>
    )
  return (
    <FormPage
      title="Set a new password"
      intro={<span className="wrap-anywhere">For {reset.email}. It ends all your sessions.</span>}
    >
      <ResetForm token={token} email={reset.email} />
    </FormPage>
  )
}
