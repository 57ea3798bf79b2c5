'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useAnnounce } from '@/components/ui/status-region'

const looksMax = 6
const everyMs = 2_500

/**
 * On the report of an import that has just ended: says its result aloud (a short import ends before its progress is
 * seen), brings the account's total beside the page up to date, and looks again while a mail waits to be sent.
 */
export function JustEnded({ text, mailsWaiting }: { text: string; mailsWaiting: boolean }) {
  const router = useRouter()
  const announce = useAnnounce()
  useEffect(() => announce(text), [announce, text])
  useEffect(() => router.refresh(), [router])
  useEffect(() => {
    if (!mailsWaiting) return
    let looks = 0
    const timer = setInterval(() => {
      if (++looks > looksMax) clearInterval(timer)
      else router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, mailsWaiting])
  return null
}
