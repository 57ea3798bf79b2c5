'use client'
import { useParams } from 'next/navigation'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'

/** Inside an account one is a member of. */
export default function NotFound() {
  const { account } = useParams<{ account: string }>()
  return (
    <>
      <PageTitle title="There is nothing at this address.">
        It may have been deleted, or a part of the link is missing.
      </PageTitle>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/${account}/leads`}>View leads</ButtonLink>
        <ButtonLink href={`/${account}/imports`}>View imports</ButtonLink>
      </div>
    </>
  )
}
