import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { stepHref } from './wizard'

/** New import at the address of a file that is not there: taken away, swept, or never this account's. */
export function FileGone({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="This file is not here."
      actions={
        <ButtonLink variant="primary" href={stepHref(slug, 'upload', null)}>
          Choose a file
        </ButtonLink>
      }
    >
      It was removed, or it waited for more than 24 hours. Nothing of it was imported. Choose the file again.
    </EmptyState>
  )
}

type FileStartedProps = { slug: string; name: string; number: number }

/** New import at the address of a file whose import was started from there. */
export function FileStarted({ slug, name, number }: FileStartedProps) {
  return (
    <EmptyState
      title={`${name} is imported already.`}
      actions={
        <>
          <ButtonLink variant="primary" href={`/${slug}/imports/${number}`}>
            Open report #{number}
          </ButtonLink>
          <ButtonLink href={stepHref(slug, 'upload', null)}>Import another file</ButtonLink>
        </>
      }
    >
      Its import was started from this page. To import it once more, choose the file again.
    </EmptyState>
  )
}
