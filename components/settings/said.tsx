'use client'
import { CircleCheck } from 'lucide-react'
import { Announce } from '@/components/ui/status-region'

/** What was just done, beside the control that did it; read out too. */
export function Said({ children }: { children: string }) {
  return (
    <p className="flex items-center gap-2">
      <Announce text={children} />
      <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
      {children}
    </p>
  )
}
