'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'

type CheckDeedProps = {
  deed: () => Promise<Result>
  /** What is read out once it is done. */
  said: string
  children: ReactNode
}

/** A button that changes what will be imported; the page then checks anew. */
export function CheckDeed({ deed, said, children }: CheckDeedProps) {
  const router = useRouter()
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()

  function run() {
    startTransition(async () => {
      const result = await deed()
      setRefusal(result.kind === 'refused' ? result.reason : undefined)
      if (result.kind !== 'done') return
      announce(said)
      startTransition(() => router.refresh())
    })
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      {refusal ? (
        <span role="alert" className="text-sm font-medium text-danger">
          {refusal}
        </span>
      ) : null}
      <Button size="small" pending={pending} onClick={run}>
        {children}
      </Button>
    </span>
  )
}
