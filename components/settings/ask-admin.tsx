import { Banner } from '@/components/ui/banner'
import { CopyButton } from '@/components/ui/copy-button'

type AskAdminProps = {
  email: string
  admins: readonly string[]
  /** What the member may send to an admin. */
  message: string
}

/** Who can change the plan, and words to ask them with. */
export function AskAdmin({ email, admins, message }: AskAdminProps) {
  return (
    <Banner
      title="Only an admin can change the plan."
      actions={<CopyButton text={message}>Copy message for an admin</CopyButton>}
    >
      <p className="wrap-anywhere">
        You’re signed in as {email} (Member). Admins: {admins.join(', ')}.
      </p>
    </Banner>
  )
}
