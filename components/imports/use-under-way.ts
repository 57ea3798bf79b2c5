'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { type Progress, progressSchema } from './progress-reading'
import { type UnderWay, underWaySchema } from './under-way-reading'

/** An import that was seen under way and has ended, and what it came to. */
export type Ended = { number: number; fileName: string; result: Pick<Progress, 'status' | 'counts'> }

const againMs = 1_000
const againAfterErrorMs = 5_000

/**
 * The account's imports under way: as the page came with them, then as read again on each page gone to, when the
 * window comes back to the front, and once a second as long as there are any. `onEnd` is told which ended.
 */
export function useUnderWay(slug: string, first: readonly UnderWay[], onEnd: (ended: Ended[]) => void) {
  const path = usePathname()
  const [shown, setShown] = useState(first)
  const last = useRef(first)
  const tell = useRef(onEnd)
  useEffect(() => {
    tell.current = onEnd
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page gone to is a reason to look
  useEffect(() => {
    let stopped = false
    let looking = false
    let timer: ReturnType<typeof setTimeout> | undefined
    async function look() {
      if (looking || document.hidden) return
      looking = true
      clearTimeout(timer)
      const read = await readJson(`/api/${slug}/imports/under-way`, underWaySchema)
      looking = false
      if (stopped) return
      if (read) take(read.imports)
      if (last.current.length > 0) timer = setTimeout(look, read ? againMs : againAfterErrorMs)
    }
    function take(now: UnderWay[]) {
      const gone = last.current.filter((before) => !now.some(({ number }) => number === before.number))
      last.current = now
      setShown(now)
      if (gone.length > 0) void end(gone)
    }
    async function end(gone: UnderWay[]) {
      const ended = await Promise.all(gone.map((one) => endOf(slug, one)))
      if (!stopped) tell.current(ended.filter((one) => one !== null))
    }
    void look()
    document.addEventListener('visibilitychange', look)
    return () => {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [slug, path])
  return shown
}

async function endOf(slug: string, { number, fileName }: UnderWay): Promise<Ended | null> {
  const result = await readJson(`/api/${slug}/imports/${number}/progress`, progressSchema)
  return result && { number, fileName, result }
}

/** Null when it cannot be read: the browser is offline, say, or the person is no longer a member. */
async function readJson<T>(url: string, schema: z.ZodType<T>): Promise<T | null> {
  const answer = await fetch(url, { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return null
  const read = schema.safeParse(await answer.json().catch(() => null))
  return read.success ? read.data : null
}
