import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import type { UndoView } from '@/lib/imports/undo/undo-queries'
import { undoneText } from './undo-words'

type UndoBannerProps = {
  href: string
  undo: Pick<UndoView, 'kind' | 'status' | 'tally' | 'startedBy'> | null
}

/** Says on the report that the import was taken back, or is being. Nothing when it stands. */
export function UndoBanner({ href, undo }: UndoBannerProps) {
  if (!undo || (undo.kind === 'redo' && undo.status === 'completed')) return null
  const { kind, status, tally, startedBy } = undo
  const ended = status === 'completed' || status === 'failed'
  const deed = kind === 'undo' ? 'undone' : 'brought back'
  return (
    <Banner
      title={
        status === 'completed'
          ? `This import was undone by ${startedBy}.`
          : status === 'failed'
            ? `This import could not be ${deed} to its end.`
            : `This import is being ${deed}.`
      }
      actions={
        <ButtonLink href={href}>{ended ? 'What was undone and kept' : 'See how far it is'}</ButtonLink>
      }
    >
      {ended ? <p>{undoneText(tally, kind)} The report below is as it was.</p> : null}
    </Banner>
  )
}
