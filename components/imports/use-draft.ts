'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { DraftPatch } from '@/lib/imports/draft'
import type { Result } from '@/lib/result'

/** Keeps what was chosen for a file: `saveDraftAction`, bound to the account. */
export type SaveDraft = (fileId: string, patch: DraftPatch) => Promise<Result>

type DraftHook = {
  /** Keeps a choice while the person goes on choosing. */
  keep: (patch: DraftPatch) => void
  /** Keeps a choice, then goes on to `href`; stays and says why when it could not be kept. */
  keepAndGo: (patch: DraftPatch, href: string) => void
  /** It is on its way. */
  going: boolean
  /** Why the last choice could not be kept. */
  refusal: string | undefined
}

/** Keeps the choices of a step on the server, so that a reload, Back and another device find them. */
export function useDraft(fileId: string | null, save: SaveDraft): DraftHook {
  const router = useRouter()
  const [going, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()

  async function saved(patch: DraftPatch): Promise<boolean> {
    if (fileId === null) return false
    const result = await save(fileId, patch)
    setRefusal(result.kind === 'refused' ? result.reason : undefined)
    return result.kind === 'done'
  }
  return {
    keep: (patch) => startTransition(async () => void (await saved(patch))),
    keepAndGo: (patch, href) =>
      startTransition(async () => {
        if (await saved(patch)) startTransition(() => router.push(href))
      }),
    going,
    refusal,
  }
}
