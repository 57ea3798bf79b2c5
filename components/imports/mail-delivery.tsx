'use client'
import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useAnnounce } from '@/components/ui/status-region'
import { Time } from '@/components/ui/time'
import type { Result } from '@/lib/result'

/** A mail that carries this report. */
export type ReportMailState = {
  id: string
  to: string
  status: 'queued' | 'sent' | 'failed' | 'unknown'
  sentAt: Date | null
  /** What the last try came to. */
  lastError: string | null
  /** When it is tried again by itself; null when it is not. */
  nextTryAt: Date | null
}

type MailDeliveryProps = {
  mails: readonly ReportMailState[]
  sendAgain: (mailId: string) => Promise<Result>
}

/** Who was sent the report and whether it got there; what did not can be sent again. */
export function MailDelivery({ mails, sendAgain }: MailDeliveryProps) {
  useLooksWhile(mails.some((mail) => mail.nextTryAt !== null))
  return (
    <section aria-labelledby="mail-title" className="flex flex-col gap-2">
      <h2 id="mail-title" className="text-lg font-semibold">
        Emailed report
      </h2>
      {mails.length === 0 ? <p className="text-ink-2">Nobody was sent this report.</p> : null}
      <ul>
        {mails.map((mail) => (
          <MailLine key={mail.to} mail={mail} sendAgain={sendAgain} />
        ))}
      </ul>
    </section>
  )
}

const looksMax = 6
const everyMs = 2_500

/** Looks again for a while as long as a mail waits to be sent. */
function useLooksWhile(waiting: boolean) {
  const router = useRouter()
  useEffect(() => {
    if (!waiting) return
    let looks = 0
    const timer = setInterval(() => {
      if (++looks > looksMax) clearInterval(timer)
      else router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, waiting])
}

const states = {
  queued: { icon: Clock, text: 'Waiting to be sent' },
  sent: { icon: CircleCheck, text: 'Sent' },
  failed: { icon: CircleAlert, text: 'Email not delivered' },
  unknown: { icon: CircleHelp, text: 'It may have arrived: no answer came' },
} as const

type MailLineProps = { mail: ReportMailState; sendAgain: MailDeliveryProps['sendAgain'] }

function MailLine({ mail, sendAgain }: MailLineProps) {
  const announce = useAnnounce()
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  function again() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await sendAgain(mail.id)
      if (result.kind === 'refused') return setRefusal(result.reason)
      announce(`The report is being sent to ${mail.to} again.`)
      router.refresh()
    })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-rule py-2">
      <span className="min-w-0 basis-60 font-medium break-all">{mail.to}</span>
      <MailStateText mail={mail} />
      <Button
        size="small"
        pending={pending}
        aria-disabled={mail.nextTryAt !== null || undefined}
        onClick={again}
        aria-label={`Send again to ${mail.to}`}
      >
        Send again
      </Button>
      <ErrorSummary reason={refusal} pending={pending} />
    </li>
  )
}

function MailStateText({ mail: { status, sentAt, lastError, nextTryAt } }: { mail: ReportMailState }) {
  const { icon: Icon, text } = states[status]
  return (
    <span className="inline-flex min-w-0 flex-1 basis-60 items-baseline gap-1">
      <Icon aria-hidden="true" className="size-4 shrink-0 self-center" />
      <span className="min-w-0 break-words">
        {text} {status === 'sent' && sentAt ? <Time at={sentAt} show="datetime" /> : null}
        {lastError ? `– ${lastError}` : null}
        {lastError && nextTryAt ? ' It is tried again by itself.' : null}
      </span>
    </span>
  )
}
