'use client'
import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react'
import { useState, useTransition } from 'react'
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
  return (
    <section aria-labelledby="mail-title" className="flex flex-col gap-2">
      <h2 id="mail-title" className="text-lg font-semibold">
        Emailed report
      </h2>
      {mails.length === 0 ? <p className="text-ink-2">Nobody was sent this report.</p> : null}
      <ul>
        {mails.map((mail) => (
          <MailLine key={mail.id} mail={mail} sendAgain={sendAgain} />
        ))}
      </ul>
    </section>
  )
}

const states = {
  queued: { icon: Clock, text: 'Waiting to be sent' },
  sent: { icon: CircleCheck, text: 'Sent' },
  failed: { icon: CircleAlert, text: 'Email not delivered' },
  unknown: { icon: CircleHelp, text: 'It may have arrived: no answer came' },
} as const

function MailLine({ mail, sendAgain }: { mail: ReportMailState; sendAgain: MailDeliveryProps['sendAgain'] }) {
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const state = states[mail.status]
  function again() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await sendAgain(mail.id)
      if (result.kind === 'refused') setRefusal(result.reason)
      else announce(`The report is being sent to ${mail.to} again.`)
    })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-rule py-2">
      <span className="min-w-0 basis-60 font-medium break-all">{mail.to}</span>
      <span className="inline-flex min-w-0 flex-1 basis-60 items-baseline gap-1">
        <state.icon aria-hidden="true" className="size-4 shrink-0 self-center" />
        <span className="min-w-0 break-words">
          {state.text}
          {mail.status === 'sent' && mail.sentAt ? (
            <>
              {' '}
              <Time at={mail.sentAt} show="datetime" />
            </>
          ) : null}
          {mail.lastError ? `. ${mail.lastError}` : null}
          {mail.lastError && mail.nextTryAt ? ' It is tried again by itself.' : null}
        </span>
      </span>
      {mail.nextTryAt ? null : (
        <Button size="small" pending={pending} onClick={again} aria-label={`Send again to ${mail.to}`}>
          Send again
        </Button>
      )}
      <ErrorSummary reason={refusal} />
    </li>
  )
}
