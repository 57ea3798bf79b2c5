'use client'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { type Step, stepHref, steps, stepTitles } from './wizard'

type WizardStepsProps = {
  slug: string
  step: Step
  fileId: string | null
  children: ReactNode
}

/** The three steps of New import, and the one that is shown. Focus goes to its heading when the step changes. */
export function WizardSteps({ slug, step, fileId, children }: WizardStepsProps) {
  const heading = useFocusAtChange(step)
  return (
    <div className="flex max-w-column flex-col gap-6">
      <nav aria-label="Steps of the import">
        <ol className="flex flex-wrap gap-x-6 gap-y-1 border-b border-rule">
          {steps.map((one, at) => (
            <li key={one}>
              <StepName
                step={one}
                number={at + 1}
                place={at < steps.indexOf(step) ? 'behind' : one === step ? 'here' : 'ahead'}
                href={stepHref(slug, one, fileId)}
              />
            </li>
          ))}
        </ol>
      </nav>
      <h2 ref={heading} id="step-title" tabIndex={-1} className="sr-only">
        Step {steps.indexOf(step) + 1} of {steps.length}: {stepTitles[step]}
      </h2>
      {children}
    </div>
  )
}

type StepNameProps = { step: Step; number: number; place: 'behind' | 'here' | 'ahead'; href: string }

function StepName({ step, number, place, href }: StepNameProps) {
  const look = clsx(
    'target -mb-px inline-flex items-center gap-2 border-b-2 pb-1',
    place === 'here' ? 'border-ink font-semibold text-ink' : 'border-transparent text-ink-3',
  )
  const text = (
    <>
      {place === 'behind' ? <Check aria-hidden="true" className="size-4" /> : <span>{number}</span>}
      {stepTitles[step]}
    </>
  )
  if (place === 'behind')
    return (
      <Link href={href} className={clsx(look, 'hover:text-ink')}>
        {text}
      </Link>
    )
  return (
    <span className={look} aria-current={place === 'here' ? 'step' : undefined}>
      {text}
    </span>
  )
}

function useFocusAtChange(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    heading.current?.focus()
  }, [step])
  return heading
}
