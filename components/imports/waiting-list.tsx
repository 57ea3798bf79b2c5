'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { Time } from '@/components/ui/time'
import type { Result } from '@/lib/result'
import { stepHref } from './wizard'

type WaitingListProps = {
  slug: string
  /** Files that this person sent and did not import, newest first, and how many there are. */
  files: readonly { fileId: string; name: string; rows: number; createdAt: Date }[]
  total: number
  discard: (fileId: string) => Promise<Result>
}

/** Files that wait to be imported: each can be taken up where it was left, or removed. */
export function WaitingList({ slug, files, total, discard }: WaitingListProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  if (files.length === 0) return null
  function remove(fileId: string) {
    startTransition(async () => {
      await discard(fileId)
      startTransition(() => router.refresh())
    })
  }
  return (
    <section aria-labelledby="waiting-title" className="flex flex-col gap-2">
      <h3 id="waiting-title" className="text-md font-semibold">
        Not imported yet
      </h3>
      <ul className="flex flex-col border-t border-rule">
        {files.map(({ fileId, name, rows, createdAt }) => (
          <li key={fileId} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule py-1">
            <span className="min-w-0 flex-1 basis-40">
              <Link href={stepHref(slug, 'upload', fileId)} className="link break-words">
                {name}
              </Link>{' '}
              <span className="text-ink-3">
                {countOf(rows, 'row')}, sent <Time at={createdAt} />
              </span>
            </span>
            <Button
              size="small"
              variant="quiet"
              pending={pending}
              onClick={() => remove(fileId)}
              aria-label={`Remove ${name}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-3">
        {total > files.length ? `And ${countText(total - files.length)} more. ` : ''}
        Files that are not imported are removed after 24 hours.
      </p>
    </section>
  )
}
