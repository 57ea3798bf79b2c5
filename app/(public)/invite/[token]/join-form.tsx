'use client'
import { useActionState } from 'react'
import { ButtonLink, SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { acceptAction } from './actions'

/** For who is signed in with the invited address. */
export function JoinForm({ token, accountName }: { token: string; accountName: string }) {
  const [state, accept, pending] = useActionState(acceptAction.bind(null, token), {})
  return (
    <form action={accept} className="flex flex-col gap-4">
      <ErrorSummary reason={state.reason} pending={pending} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>Join {accountName}</SubmitButton>
        <ButtonLink href="/accounts">Not now</ButtonLink>
      </div>
    </form>
  )
}
