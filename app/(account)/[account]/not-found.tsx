import { PageTitle } from '@/components/ui/page-title'

/** Inside an account one is a member of. */
export default function NotFound() {
  return (
    <PageTitle title="There is nothing at this address.">
      It may have been deleted, or the link is missing a part. The navigation leads on.
    </PageTitle>
  )
}
