'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useAnnounce } from '@/components/ui/status-region'

/**
 * On the report of an import that has just ended: says its result aloud (a short import ends before its progress is
 * seen), brings the account's total beside the page up to date, and gives the focus a place when what had it (the
 * button that started the import, or its progress) is gone.
 */
export function JustEnded({ text }: { text: string }) {
  const router = useRouter()
  const announce = useAnnounce()
  useEffect(() => announce(text), [announce, text])
  useEffect(() => router.refresh(), [router])
  useEffect(() => {
    if (document.activeElement === document.body)
      document.getElementById('page-title')?.focus({ preventScroll: true })
  }, [])
  return null
}
