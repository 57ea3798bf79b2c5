import { useState, useTransition } from 'react'
import type { Result } from '@/lib/result'
import { resultReason } from './result-reason'

/** A dialog that does one thing: open until it is done, with the reason when it was refused. */
export function useDeedDialog() {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  function turn(open: boolean) {
    if (pending) return
    setOpen(open)
    setRefusal(undefined)
  }
  /** `onInvalid`: takes what is wrong with a field; without it that is a refusal like any other. */
  function run<T>(
    deed: () => Promise<Result<T>>,
    onDone: (value: T) => void,
    onInvalid?: (fields: Record<string, string>) => void,
  ) {
    startTransition(async () => {
      const result = await deed()
      if (result.kind === 'invalid' && onInvalid) return onInvalid(result.fields)
      if (result.kind !== 'done') return setRefusal(resultReason(result))
      // A transition again, so that what is said appears together with the leads as they are now.
      startTransition(() => {
        setOpen(false)
        onDone(result.value)
      })
    })
  }
  return { open, refusal, pending, turn, run }
}
