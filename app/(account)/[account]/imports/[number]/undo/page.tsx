import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { UndoAccount } from '@/components/imports/undo-account'
import { UndoButton } from '@/components/imports/undo-button'
import { UndoKept } from '@/components/imports/undo-kept'
import { UndoProgress } from '@/components/imports/undo-progress'
import { undoSentences } from '@/components/imports/undo-words'
import { pageOf, type Query, wholeNumber } from '@/components/imports/view-params'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { PageTitle } from '@/components/ui/page-title'
import { Time } from '@/components/ui/time'
import { requireMember } from '@/lib/auth/session'
import type { AccountId } from '@/lib/db/ids'
import { getImport } from '@/lib/imports/queries'
import { allOf } from '@/lib/imports/undo/tally'
import { getUndo, listKept, previewUndo, type UndoView } from '@/lib/imports/undo/undo-queries'
import { startUndoAction } from '../../actions'

type Props = { params: Promise<{ account: string; number: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Undo import #${(await params).number}` }
}

/** What undoing an import would do; how far it is; what it did and what it kept, and the way back. */
export default async function UndoPage({ params, searchParams }: Props) {
  const { account: slug, number } = await params
  const member = await requireMember(slug)
  const asked = wholeNumber(number)
  const view = asked === null ? null : await getImport(member.accountId, asked)
  if (!view || view.finishedAt === null) return notFound()
  const undo = await getUndo(member.accountId, view.number)
  const about = { slug, accountId: member.accountId, number: view.number }
  const isUndone = undo !== null && (undo.kind === 'undo' || undo.status !== 'completed')
  return (
    <>
      <Breadcrumb
        above={[
          { href: `/${slug}/imports`, label: 'Imports' },
          { href: `/${slug}/imports/${view.number}`, label: `#${view.number}` },
        ]}
        here="Undo"
      />
      <PageTitle title={titleOf(undo)}>
        <p>
          {view.file.name}, imported by {view.startedBy.name}
        </p>
      </PageTitle>
      {isUndone ? (
        <Undone {...about} undo={undo} page={pageOf(await searchParams)} />
      ) : (
        <Preview {...about} redone={undo} />
      )}
    </>
  )
}

function titleOf(undo: UndoView | null): string {
  if (undo === null || (undo.kind === 'redo' && undo.status === 'completed')) return 'Undo this import?'
  if (undo.status !== 'completed')
    return undo.kind === 'undo' ? 'Undoing this import' : 'Bringing this import back'
  return 'This import is undone'
}

type About = { slug: string; accountId: AccountId; number: number }

async function Preview({ slug, accountId, number, redone }: About & { redone: UndoView | null }) {
  const preview = await previewUndo(accountId, number)
  if (!preview) return notFound()
  const { tally, until, notLooked } = preview
  const nothing = allOf(tally.leads) + allOf(tally.values) + allOf(tally.campaign) === 0
  return (
    <div className="flex flex-col gap-6">
      {redone ? <p>It was undone and brought back before, by {redone.startedBy}.</p> : null}
      <div className="flex max-w-prose flex-col gap-1">
        {undoSentences(tally).map((sentence) => (
          <p key={sentence} className="text-md font-medium">
            {sentence}
          </p>
        ))}
      </div>
      <UndoAccount tally={tally} kind="undo" caption="What undoing would do" />
      {notLooked > 0 ? (
        <p>
          {countOf(notLooked, 'more modified lead')} {notLooked === 1 ? 'was' : 'were'} not looked at here;
          the undo goes by the same rules for them.
        </p>
      ) : null}
      <ul className="list-disc pl-5 text-ink-2">
        <li>Only what nobody touched since is undone. Leads that were exported count as untouched.</li>
        <li>Removed leads are not put on the permanently deleted list; they can be restored for 30 days.</li>
        <li>The report stays as it is, and the undo can be undone.</li>
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        {until === null || nothing ? null : (
          <UndoButton
            label="Undo import"
            said="The import is being undone."
            danger
            start={startUndoAction.bind(null, slug, number, 'undo')}
          />
        )}
        <ButtonLink href={`/${slug}/imports/${number}`}>
          {until === null ? 'Back to the report' : 'Keep import'}
        </ButtonLink>
        <p className="text-ink-2">
          {until === null ? (
            'An import can be undone for 30 days after it ended. This one is older.'
          ) : (
            <>
              Possible until <Time at={until} show="date" />.
            </>
          )}
        </p>
      </div>
    </div>
  )
}

const size = 50

async function Undone({ slug, accountId, number, undo, page }: About & { undo: UndoView; page: number }) {
  const { kind, status, tally, done, total, trouble } = undo
  const kept = await listKept(accountId, { number, undo: undo.undo, page, size })
  const active = status === 'queued' || status === 'running'
  return (
    <div className="flex flex-col gap-6">
      <p className="text-ink-2">
        {kind === 'undo' ? 'Undone' : 'Brought back'} by {undo.startedBy},{' '}
        <Time at={undo.finishedAt ?? undo.createdAt} show="datetime" />
      </p>
      {active ? <UndoProgress label={titleOf(undo)} done={done} total={total} trouble={trouble} /> : null}
      {status === 'failed' ? (
        <p className="font-medium">
          It stopped before its end. What is counted below is done. {trouble ?? ''}
        </p>
      ) : null}
      {active && done === 0 ? null : (
        <UndoAccount tally={tally} kind={kind} caption={active ? 'Done so far' : 'What was undone'} />
      )}
      <div className="flex flex-wrap items-center gap-3">
        {status === 'failed' ? (
          <UndoButton
            label="Go on"
            said="It goes on."
            danger={false}
            start={startUndoAction.bind(null, slug, number, kind)}
          />
        ) : null}
        {status === 'completed' && kind === 'undo' ? <Back {...{ slug, number, undo }} /> : null}
        <ButtonLink href={`/${slug}/imports/${number}`}>Back to the report</ButtonLink>
      </div>
      <UndoKept
        slug={slug}
        {...kept}
        page={page}
        size={size}
        href={(page) => `/${slug}/imports/${number}/undo?page=${page}`}
      />
    </div>
  )
}

function Back({ slug, number, undo }: { slug: string; number: number; undo: UndoView }) {
  return (
    <>
      <UndoButton
        label="Undo this undo"
        said="The import is being brought back."
        danger={false}
        start={startUndoAction.bind(null, slug, number, 'redo')}
      />
      {undo.undoneUntil ? (
        <p className="text-ink-2">
          Possible until <Time at={undo.undoneUntil} show="date" />.
        </p>
      ) : null}
    </>
  )
}
