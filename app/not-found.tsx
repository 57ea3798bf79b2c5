import type { Metadata } from 'next'
import { Message } from '@/components/shell/message'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <Message
      title="There is no page at this address."
      actions={<ButtonLink href="/accounts">Go to my accounts</ButtonLink>}
    >
      The link may be old, or a part of it is missing.
    </Message>
  )
}
