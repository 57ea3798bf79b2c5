import type { Metadata } from 'next'
import Link from 'next/link'
import { FormPage } from '@/components/shell/form-page'
import { env } from '@/lib/env'
import { isLocalMode, transportChoice } from '@/lib/mail/transport-choice'
import { ForgotForm } from './forgot-form'

export const metadata: Metadata = { title: 'Forgot your password?' }
export const dynamic = 'force-dynamic'

export default function ForgotPage() {
  const mailbox = isLocalMode(env())
  const noMail = transportChoice(env()) === 'outbox' && !mailbox
  return (
    <FormPage
      title="Forgot your password?"
      intro={
        noMail
          ? 'This Fairlead sends no mail yet. Ask whoever runs it to set up a mail provider.'
          : 'We mail you a link to choose a new one.'
      }
    >
      {noMail ? null : <ForgotForm mailbox={mailbox} />}
      <p className="text-ink-2">
        <Link href="/sign-in" className="link">
          Back to sign in
        </Link>
      </p>
    </FormPage>
  )
}
