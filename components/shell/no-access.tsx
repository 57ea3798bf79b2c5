'use client'
import { usePathname } from 'next/navigation'
import { ButtonLink } from '../ui/button'
import { Message } from './message'

/** For an account one may not see, or that is not there. */
export function NoAccess() {
  const slug = usePathname().split('/')[1]
  return (
    <Message
      title={`You don’t have access to ${slug}, or it doesn’t exist.`}
      actions={
        <ButtonLink variant="primary" href="/accounts">
          Go to my accounts
        </ButtonLink>
      }
    >
      An admin of that account can add you to it.
    </Message>
  )
}
