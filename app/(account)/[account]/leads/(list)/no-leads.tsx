import clsx from 'clsx'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import type { FoundLeads } from './leads-toolbar'

/** The account has no lead. */
export function NoLeads({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="No leads yet."
      actions={
        <>
          <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
            Import leads
          </ButtonLink>
          <ButtonLink href={`/${slug}/leads/new`}>Add a lead</ButtonLink>
          <a href={`/api/${slug}/sample.csv`} download className={clsx(buttonClass('quiet'), 'no-underline')}>
            Download sample file
          </a>
        </>
      }
    >
      Import a list or add one by hand. A file with one column of emails is enough.
    </EmptyState>
  )
}

/** It has none that match. */
export function NoMatch({ slug, view, partial }: FoundLeads) {
  return (
    <EmptyState
      title={partial?.next ? 'No leads match so far.' : 'No leads match.'}
      actions={
        <ButtonLink href={`/${slug}/leads`}>
          {view.filter.search === '' ? 'Show all leads' : 'Clear search'}
        </ButtonLink>
      }
    >
      The search looks for these letters in email, name and company. Filters leave out what does not meet all
      of them.
    </EmptyState>
  )
}
