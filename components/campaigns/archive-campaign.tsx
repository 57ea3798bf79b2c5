'use client'
import { useState, useTransition } from 'react'
import { Said } from '@/components/settings/said'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'

type ArchiveCampaignProps = {
  archived: boolean
  archive: () => Promise<Result>
  unarchive: () => Promise<Result>
}

/** Puts the campaign away or takes it up again. Either undoes the other, so neither asks. */
export function ArchiveCampaign({ archived, archive, unarchive }: ArchiveCampaignProps) {
  const [answer, setAnswer] = useState<Result>()
  const [pending, startTransition] = useTransition()
  function turn() {
    startTransition(async () => {
      const result = await (archived ? unarchive() : archive())
      startTransition(() => setAnswer(result))
    })
  }
  return (
    <div className="flex flex-col gap-4">
      <ErrorSummary reason={answer?.kind === 'refused' ? answer.reason : undefined} pending={pending} />
      <p className="max-w-prose">
        {archived
          ? 'This campaign is archived: imports cannot choose it, and no leads can be added to it. Its leads and reports stay.'
          : 'An archived campaign is no longer offered to imports. Its leads and reports stay, and you can take it up again.'}
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button pending={pending} onClick={turn}>
          {archived ? 'Take up again' : 'Archive campaign'}
        </Button>
        {answer?.kind === 'done' && !pending ? (
          <Said>{archived ? 'The campaign is archived.' : 'The campaign is taken up again.'}</Said>
        ) : null}
      </div>
    </div>
  )
}
