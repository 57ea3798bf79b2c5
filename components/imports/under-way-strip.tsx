'use client'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useAnnounce } from '@/components/ui/status-region'
import { endText } from './progress-reading'
import { behindText, holdUpText, importAt, percentDone, type UnderWay } from './under-way-reading'
import { type Ended, useUnderWay } from './use-under-way'

type UnderWayStripProps = {
  slug: string
  /** Imports under way when the page was made. */
  first: readonly UnderWay[]
}

/**
 * Above the title of every page of the account: the import that runs, and what came of it when it ends meanwhile,
 * until another page is gone to. An import's own page has a bar of its own.
 */
export function UnderWayStrip({ slug, first }: UnderWayStripProps) {
  const path = usePathname()
  const announce = useAnnounce()
  const [ended, setEnded] = useState<{ path: string; imports: Ended[] }>({ path, imports: [] })
  const own = importAt(path)
  const underWay = useUnderWay(slug, first, (ones) => {
    const others = ones.filter(({ number }) => number !== own)
    if (others.length === 0) return
    announce(others.map(({ fileName, result }) => `${fileName}: ${endText(result)}`).join(' '))
    setEnded((before) => ({ path, imports: [...(before.path === path ? before.imports : []), ...others] }))
  })
  const [running, ...behind] = underWay.filter(({ number }) => number !== own)
  const news = ended.path === path ? ended.imports : []
  if (!running && news.length === 0) return null
  return (
    <section aria-label="Imports under way" className="print-hidden mb-4 flex flex-col gap-2">
      {news.map((one) => (
        <EndedImport
          key={one.number}
          slug={slug}
          ended={one}
          onSeen={() => setEnded({ path, imports: news.filter(({ number }) => number !== one.number) })}
        />
      ))}
      {running ? <RunningImport slug={slug} running={running} behind={behindText(behind.length)} /> : null}
    </section>
  )
}

type RunningImportProps = { slug: string; running: UnderWay; behind: string | null }

function RunningImport({ slug, running, behind }: RunningImportProps) {
  const holdUp = holdUpText(running)
  return (
    <Strip
      actions={
        <Link href={`/${slug}/imports/${running.number}`} className="link inline-flex min-h-6 items-center">
          View<span className="sr-only"> import {running.number}</span>
        </Link>
      }
      percent={percentDone(running)}
    >
      <FileLine name={running.fileName} before="Importing " after={` – ${percentDone(running)}%`} />
      {holdUp ? <span> {holdUp}</span> : null}
      {behind ? <span className="text-ink-2"> {behind}</span> : null}
    </Strip>
  )
}

/** Its leads may not be on the page yet: it was made before. */
function EndedImport({ slug, ended, onSeen }: { slug: string; ended: Ended; onSeen: () => void }) {
  const router = useRouter()
  const [refreshing, startTransition] = useTransition()
  function refresh() {
    document.getElementById('main')?.focus({ preventScroll: true })
    startTransition(() => {
      router.refresh()
      onSeen()
    })
  }
  return (
    <Strip
      actions={
        <>
          <Link href={`/${slug}/imports/${ended.number}`} className="link inline-flex min-h-6 items-center">
            View report<span className="sr-only"> of import {ended.number}</span>
          </Link>
          <Button size="small" pending={refreshing} onClick={refresh}>
            Refresh this page
          </Button>
        </>
      }
    >
      <FileLine name={ended.fileName} after=":" />
      <span> {endText(ended.result)}</span>
    </Strip>
  )
}

/** A file's name with what belongs to it, on one line: of a long name the end is left out. */
function FileLine({ name, before = '', after }: { name: string; before?: string; after: string }) {
  return (
    <span className="flex max-w-full">
      <span className="truncate" title={name}>
        {before}
        {name}
      </span>
      <span className="shrink-0 whitespace-pre">{after}</span>
    </span>
  )
}

type StripProps = { children: ReactNode; actions: ReactNode; percent?: number }

/** A line of text and what leads on. How far it is stands in the text; the line below is for the eye alone. */
function Strip({ children, actions, percent }: StripProps) {
  return (
    <div className="relative flex flex-wrap items-center gap-x-4 gap-y-1 overflow-hidden rounded-md border border-rule bg-paper-2 px-3 py-1.5">
      <p className="flex min-w-0 flex-1 basis-40 flex-wrap gap-x-3">{children}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">{actions}</div>
      {percent === undefined ? null : (
        <span
          aria-hidden="true"
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-ink-2 transition-transform duration-(--base)"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      )}
    </div>
  )
}
