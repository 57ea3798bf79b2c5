'use client'
import { useEffect, useRef, useState } from 'react'
import { isUnderWay, type Progress, pollDelayMs, progressSchema } from './progress-reading'

type Poll = {
  progress: Progress
  /** The last look-ups failed: the browser is offline or the server does not answer. */
  lost: boolean
}

/**
 * Reads the progress once a second until the import has ended, less often while reading fails. `onChange` is told
 * each reading that differs from the one before.
 */
export function useProgress(
  url: string,
  first: Progress,
  onChange: (before: Progress, now: Progress) => void,
): Poll {
  const [poll, setPoll] = useState<Poll>({ progress: first, lost: false })
  const tell = useRef(onChange)
  useEffect(() => {
    tell.current = onChange
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `first` is where reading starts; it does not restart it
  useEffect(() => {
    const reader = progressReader(url)
    let last = first
    let errors = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = !isUnderWay(first.status)
    async function look() {
      const read = await reader()
      if (stopped) return
      errors = read.kind === 'failed' ? errors + 1 : 0
      if (read.kind === 'changed') {
        const before = last
        last = read.progress
        tell.current(before, last)
      }
      setPoll({ progress: last, lost: errors > 1 })
      if (isUnderWay(last.status)) timer = setTimeout(look, pollDelayMs(errors))
    }
    if (!stopped) timer = setTimeout(look, pollDelayMs(0))
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [url])
  return poll
}

type Reading = { kind: 'changed'; progress: Progress } | { kind: 'same' } | { kind: 'failed' }

/** Asks for the progress; the server answers 304 when it is as it was. */
function progressReader(url: string): () => Promise<Reading> {
  let etag: string | null = null
  return async () => {
    const headers = etag === null ? undefined : { 'If-None-Match': etag }
    const answer = await fetch(url, { headers, cache: 'no-store' }).catch(() => null)
    if (answer?.status === 304) return { kind: 'same' }
    if (!answer?.ok) return { kind: 'failed' }
    const body: unknown = await answer.json().catch(() => null)
    const progress = progressSchema.safeParse(body)
    if (!progress.success) return { kind: 'failed' }
    etag = answer.headers.get('ETag')
    return { kind: 'changed', progress: progress.data }
  }
}
