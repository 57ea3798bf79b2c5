import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'

type WizardFootProps = {
  /** Where Back leads; the first step has none. */
  back?: string
  /** The step's one primary button, and a word beside it. */
  children: ReactNode
}

/** The foot of a step; on wide screens it stays in view. */
export function WizardFoot({ back, children }: WizardFootProps) {
  return (
    <div className="-mx-1 flex flex-wrap items-center gap-3 border-t border-rule bg-paper px-1 py-3 sm:sticky sm:bottom-0">
      {back ? <ButtonLink href={back}>Back</ButtonLink> : null}
      {children}
    </div>
  )
}
