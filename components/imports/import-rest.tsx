'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'

type ImportRestProps = {
  /** Where the imports of the account are. */
  importsHref: string
  /** The import that has the rest already; null when nobody started it. */
  startedAs: number | null
  start: () => Promise<Result<{ number: number }>>
}

/** Imports the rows that a stopped import did not process, and goes to that import. */
export function ImportRest({ importsHref, startedAs, start }: ImportRestProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()

  function run() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await start()
      if (result.kind === 'done') router.push(`${importsHref}/${result.value.number}`)
      else if (result.kind === 'refused') setRefusal(result.reason)
    })
  }

  if (startedAs !== null)
    return <ButtonLink href={`${importsHref}/${startedAs}`}>The rest is import #{startedAs}</ButtonLink>
  return (
    <>
      <ErrorSummary reason={refusal} />
      <Button variant="primary" pending={pending} onClick={run}>
        Import the rest
      </Button>
    </>
  )
}
