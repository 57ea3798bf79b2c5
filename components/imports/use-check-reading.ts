'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type CheckReading, checkReadingSchema, isChecking } from './check-reading'

const readEveryMs = 500

/** Reads how far the check is while it goes on, and has the page loaded anew when it has ended or was replaced. */
export function useCheckReading(
  url: string,
  check: (CheckReading & { id: string }) | null,
): CheckReading | null {
  const router = useRouter()
  const [read, setRead] = useState<{ id: string; reading: CheckReading }>()
  const id = check && isChecking(check) ? check.id : null
  useEffect(() => {
    if (id === null) return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    async function look(id: string) {
      const reading = await readCheck(`${url}/${id}`)
      if (stopped) return
      if (reading) setRead({ id, reading })
      if (reading === null || (reading && !isChecking(reading))) router.refresh()
      timer = setTimeout(look, readEveryMs, id) // goes on until the page is there, which ends it
    }
    timer = setTimeout(look, readEveryMs, id)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [id, url, router])
  if (check === null) return null
  return id !== null && read?.id === id && isChecking(read.reading) ? read.reading : check
}

/** Null when there is no such check; undefined when the server could not be asked. */
async function readCheck(url: string): Promise<CheckReading | null | undefined> {
  const answer = await fetch(url, { cache: 'no-store' }).catch(() => undefined)
  const body: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined
  if (body === null) return null
  const parsed = checkReadingSchema.safeParse(body)
  return parsed.success ? parsed.data : undefined
}
