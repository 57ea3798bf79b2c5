'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { Result } from '@/lib/result'

type CheckedAgoProps = {
  /** Since when, and after how many minutes it no longer counts. */
  minutes: number
  freshMinutes: number
  start: (again: boolean) => Promise<Result<{ checkId: string }>>
}

/** How old the check is; when it is too old, the way to a new one. */
export function CheckedAgo({ minutes, freshMinutes, start }: CheckedAgoProps) {
  const age = useAge(minutes)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const stale = age >= freshMinutes

  function again() {
    startTransition(async () => {
      const result = await start(true)
      setRefusal(result.kind === 'refused' ? result.reason : undefined)
      startTransition(() => router.refresh())
    })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
      <p>
        {age < 1 ? 'Checked just now.' : `Checked ${age} min ago.`}{' '}
        {stale
          ? 'The account may be another by now.'
          : 'If someone changes leads meanwhile, the report shows the final numbers.'}
      </p>
      <Button size="small" variant={stale ? 'secondary' : 'quiet'} pending={pending} onClick={again}>
        Check again
      </Button>
      {refusal ? <p role="alert">{refusal}</p> : null}
    </div>
  )
}

/** Whole minutes, counted on from what the server said. */
function useAge(minutes: number): number {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - from) / 60_000)), 10_000)
    return () => clearInterval(timer)
  }, [])
  return minutes + passed
}
