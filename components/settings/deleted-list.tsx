import { FigureNumber } from '@/components/ui/figure-number'
import type { Cleaned, CleanUndone } from '@/lib/deleted-emails/clean-undone'
import type { Result } from '@/lib/result'
import { AdminsOnly } from './admins-only'
import { CheckEmail, type CheckState } from './check-email'
import { CleanList, type Waiting } from './clean-list'

type DeletedListProps = {
  /** Emails on the list. */
  count: number
  mayChange: boolean
  admins: readonly string[]
  act: (state: CheckState, form: FormData) => Promise<CheckState>
  waiting: Waiting | null
  clean: () => Promise<Result<Cleaned>>
  undoClean: (auditId: string) => Promise<Result<CleanUndone>>
}

/** The card "Permanently deleted leads". The list holds keyed hashes, so it can be asked but not shown. */
export function DeletedList(props: DeletedListProps) {
  const { count, mayChange, admins, act, waiting, clean, undoClean } = props
  return (
    <section
      id="deleted"
      aria-labelledby="deleted-title"
      className="mt-6 flex max-w-column flex-col gap-4 rounded-lg border border-control p-4 sm:p-6"
    >
      <h2 id="deleted-title" className="text-md font-semibold">
        Permanently deleted leads
      </h2>
      <dl>
        <FigureNumber value={count} label={count === 1 ? 'email' : 'emails'} />
      </dl>
      <p id="deleted-text" className="max-w-prose text-ink-2">
        {count === 0
          ? 'The list is empty. Emails land here when you tick “Delete permanently” while deleting leads.'
          : 'These emails are rejected on import with “Email was permanently deleted”.'}
      </p>
      <CheckEmail act={act} mayRelease={mayChange} />
      {mayChange ? (
        <CleanList
          count={count}
          emptyTextId="deleted-text"
          waiting={waiting}
          clean={clean}
          undo={undoClean}
        />
      ) : (
        <AdminsOnly admins={admins} />
      )}
    </section>
  )
}
