'use client'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const Announcing = createContext<(text: string) => void>(() => {})

/** Mounts the page's one polite live region from the start and lets everything below speak through it. */
export function StatusRegion({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('')
  return (
    <Announcing.Provider value={setSaid}>
      {children}
      <p role="status" aria-live="polite" data-testid="status" className="sr-only">
        {said}
      </p>
    </Announcing.Provider>
  )
}

/** Gives back the function that has a sentence read out. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announcing)
}

/** Has `text` read out when it appears and whenever it changes ("17 rows match."). */
export function Announce({ text }: { text: string }) {
  const announce = useAnnounce()
  useEffect(() => announce(text), [announce, text])
  return null
}
