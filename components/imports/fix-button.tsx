'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'
import type { FixWords } from './fix-words'

type FixButtonProps = {
  words: FixWords
  importsHref: string
  /** The address asks for it, as a link in the mail does: the question is open from the start. */
  asked: boolean
  primary: boolean
  start: () => Promise<Result<{ number: number }>>
}

/** The button of a fix and the question behind it; leads to the import it starts. */
export function FixButton({ words, importsHref, asked, primary, start }: FixButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(asked)
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()

  function turn(open: boolean) {
    if (pending) return
    setOpen(open)
    setRefusal(undefined)
  }
  function confirm() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await start()
      if (result.kind === 'done') router.push(`${importsHref}/${result.value.number}`)
      else setRefusal(result.kind === 'refused' ? result.reason : Object.values(result.fields).join(' '))
    })
  }
  return (
    <Dialog
      trigger={<Button variant={primary ? 'primary' : 'secondary'}>{words.button}</Button>}
      open={open}
      onOpenChange={turn}
      title={words.title}
      description={words.text}
    >
      <ErrorSummary reason={refusal} pending={pending} />
      <DialogActions>
        <DialogClose>Not now</DialogClose>
        <Button variant="primary" pending={pending} onClick={confirm}>
          {words.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
