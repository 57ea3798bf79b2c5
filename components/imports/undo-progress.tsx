'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { countText } from '@/components/ui/count-text'
import { Progress } from '@/components/ui/progress'

type UndoProgressProps = { label: string; done: number; total: number; trouble: string | null }

const everyMs = 1_500

/** How far an undo is; looks again until it has ended. */
export function UndoProgress({ label, done, total, trouble }: UndoProgressProps) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return (
    <div className="flex max-w-column flex-col gap-2">
      <Progress
        label={label}
        value={done}
        max={Math.max(total, done, 1)}
        text={`${countText(done)} of about ${countText(Math.max(total, done))} done`}
      />
      <p className="text-ink-2">You can close this page; it goes on.</p>
      {trouble ? <p>{trouble} It is tried again by itself.</p> : null}
    </div>
  )
}
