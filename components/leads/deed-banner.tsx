'use client'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import type { Restored } from '@/lib/leads/restore'
import type { Result } from '@/lib/result'
import { type Deleted, deletedConsequence, deletedSentence } from './deletion'
import { keptSentences, obstacleText, restoredSentence } from './restoration'
import { resultReason } from './result-reason'

/** What was done last with leads of the list. */
export type Deed =
  | ({ kind: 'deleted' } & Deleted)
  | { kind: 'restored'; result: Restored }
  | { kind: 'said'; title: string; text?: string; link?: { href: string; label: string } }

/** Brings back all leads of one deletion. */
export type UndoDeletion = (change: number) => Promise<Result<Restored>>

type DeedBannerProps = { slug: string; deed: Deed; undo: UndoDeletion; onUndone: (deed: Deed) => void }

/** Says what was done until the page is left; a deletion can be undone here. */
export function DeedBanner({ slug, deed, undo, onUndone }: DeedBannerProps) {
  switch (deed.kind) {
    case 'deleted':
      return <DeletedBanner slug={slug} deleted={deed} undo={undo} onUndone={onUndone} />
    case 'restored':
      return <RestoredBanner result={deed.result} mark={deed} />
    case 'said': {
      const { title, text, link } = deed
      return (
        <FocusedBanner
          mark={deed}
          title={title}
          actions={
            link ? (
              <ButtonLink size="small" href={link.href}>
                {link.label}
              </ButtonLink>
            ) : undefined
          }
        >
          {text}
        </FocusedBanner>
      )
    }
  }
}

type DeletedBannerProps = {
  slug: string
  deleted: Deleted
  undo: UndoDeletion
  onUndone: (deed: Deed) => void
}

function DeletedBanner({ slug, deleted, undo, onUndone }: DeletedBannerProps) {
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const { deleted: count, permanently, change } = deleted
  function bringBack() {
    startTransition(async () => {
      const result = await undo(change)
      // A transition again, so that the message appears together with the leads.
      startTransition(() => {
        if (result.kind === 'done') onUndone({ kind: 'restored', result: result.value })
        else setRefusal(resultReason(result))
      })
    })
  }
  const actions = permanently ? (
    <ButtonLink size="small" href={`/${slug}/settings/general#deleted`}>
      Permanently deleted leads
    </ButtonLink>
  ) : (
    <>
      {count > 0 ? (
        <Button size="small" pending={pending} onClick={bringBack}>
          Undo
        </Button>
      ) : null}
      <ButtonLink size="small" variant="quiet" href={`/${slug}/leads/deleted`}>
        Recently deleted
      </ButtonLink>
    </>
  )
  return (
    <FocusedBanner mark={deleted} title={deletedSentence(count, permanently)} actions={actions}>
      {refusal ?? deletedConsequence(count, permanently)}
    </FocusedBanner>
  )
}

/** How many leads came back, and which did not and why. */
export function RestoredBanner({ result, mark }: { result: Restored; mark: object }) {
  const kept = keptSentences(result)
  const more = result.kept.full + result.kept.email_taken + result.kept.email_restored
  const unnamed = more + result.kept.permanently_deleted - result.examples.length
  return (
    <FocusedBanner mark={mark} title={restoredSentence(result)} warn={kept.length > 0}>
      {kept.length === 0 ? 'With their values, tags and campaigns, as they were.' : null}
      {kept.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {result.examples.length > 0 ? (
        <details className="mt-1">
          <summary className="link inline-flex min-h-6 cursor-pointer items-center">Which</summary>
          <ul className="list-disc pl-5">
            {result.examples.map((one) => (
              <li key={one.email} className="wrap-anywhere">
                {obstacleText(one)}
              </li>
            ))}
            {unnamed > 0 ? <li>And {countOf(unnamed, 'other lead')}.</li> : null}
          </ul>
        </details>
      ) : null}
    </FocusedBanner>
  )
}

type FocusedBannerProps = {
  /** Another one: the banner takes the focus again. */
  mark: object
  title: string
  warn?: boolean
  actions?: ReactNode
  children?: ReactNode
}

/** Takes focus when it appears, since the button that led to it is gone. */
function FocusedBanner({ mark, title, warn = false, actions, children }: FocusedBannerProps) {
  const banner = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each deed is said anew
  useEffect(() => banner.current?.focus(), [mark])
  return (
    <Banner
      ref={banner}
      kind={warn ? 'warn' : 'done'}
      role="status"
      tabIndex={-1}
      title={title}
      actions={actions}
    >
      {children}
    </Banner>
  )
}
