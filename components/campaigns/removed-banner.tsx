import { useEffect, useRef, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import type { Result } from '@/lib/result'

export type PutBackLeads = (leadIds: string[]) => Promise<Result<{ added: number }>>

type RemovedBannerProps = {
  leadIds: string[]
  /** Null: nothing can be added to the campaign. */
  putBack: PutBackLeads | null
  onPutBack: () => void
}

/** Who was removed last, and the way back. Takes focus when it appears, since the button that led to it is gone. */
export function RemovedBanner({ leadIds, putBack, onPutBack }: RemovedBannerProps) {
  const banner = useRef<HTMLDivElement>(null)
  const [pending, startTransition] = useTransition()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each removal is said anew
  useEffect(() => banner.current?.focus(), [leadIds])
  function undo() {
    startTransition(async () => {
      const result = await putBack?.(leadIds)
      startTransition(() => {
        if (result?.kind === 'done') onPutBack()
      })
    })
  }
  return (
    <Banner
      ref={banner}
      tabIndex={-1}
      role="status"
      kind="done"
      title={`${countOf(leadIds.length, 'lead')} removed from the campaign.`}
      actions={
        putBack ? (
          <Button pending={pending} onClick={undo}>
            Undo
          </Button>
        ) : null
      }
    >
      {leadIds.length === 1 ? 'It stays' : 'They stay'} in the account.
    </Banner>
  )
}
