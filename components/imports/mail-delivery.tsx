'use client'
import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { EmailText } from '@/components/leads/email-text'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Select } from '@/components/ui/select'
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
  /** What the provider reported since it accepted the mail, and why. */
  delivery: keyof typeof deliveries | null
  deliveryReason: string | null
}

/** A member who was not sent the report. */
export type OtherMember = { userId: string; name: string; email: string }

type MailDeliveryProps = {
  mails: readonly ReportMailState[]
  sendAgain: (mailId: string) => Promise<Result>
  others: readonly OtherMember[]
  sendTo: (userId: string) => Promise<Result>
}

/** Who was sent the report and whether it got there; what did not can be sent again. */
export function MailDelivery({ mails, sendAgain, others, sendTo }: MailDeliveryProps) {
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
      {others.length > 0 ? <SendTo others={others} sendTo={sendTo} /> : null}
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

/** What the provider said later. After a bounce or a complaint another try to the same address may be refused. */
const deliveries = {
  delivered: { icon: CircleCheck, text: 'Delivered' },
  delayed: { icon: Clock, text: 'Delayed: the receiving server has not taken it yet' },
  bounced: { icon: CircleAlert, text: 'Bounced: the receiving server sent it back' },
  complained: { icon: CircleAlert, text: 'Marked as spam by who got it' },
  suppressed: { icon: CircleAlert, text: 'Not sent: the address bounced or complained before' },
  failed: { icon: CircleAlert, text: 'Email not delivered' },
} as const

type SendToProps = Pick<MailDeliveryProps, 'others' | 'sendTo'>

/** Sends the report to a member who was not sent it. */
function SendTo({ others, sendTo }: SendToProps) {
  const announce = useAnnounce()
  const router = useRouter()
  const [chosen, setChosen] = useState(others[0]?.userId ?? '')
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const member = others.find((one) => one.userId === chosen) ?? others[0]
  function send() {
    if (!member) return
    startTransition(async () => {
      setRefusal(undefined)
      const result = await sendTo(member.userId)
      if (result.kind === 'refused') return setRefusal(result.reason)
      announce(`The report is being sent to ${member.email}.`)
      router.refresh()
    })
  }
  return (
    <div className="print-hidden flex flex-col gap-2 border-t border-rule py-2">
      <ErrorSummary reason={refusal} pending={pending} />
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor="send-to" className="font-medium">
          Send to another member
        </label>
        <Select
          id="send-to"
          className="w-auto max-w-full"
          value={member?.userId}
          onChange={(event) => setChosen(event.target.value)}
        >
          {others.map(({ userId, name, email }) => (
            <option key={userId} value={userId}>
              {name} – {email}
            </option>
          ))}
        </Select>
        <Button size="small" pending={pending} onClick={send}>
          Send report
        </Button>
      </div>
    </div>
  )
}

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
    <li className="flex flex-col items-start gap-x-4 gap-y-1 border-t border-rule py-2 sm:grid sm:grid-cols-[2fr_3fr_auto] sm:items-center">
      <span className="min-w-0 font-medium wrap-anywhere">
        <EmailText email={mail.to} />
      </span>
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
      <div className="col-span-3 empty:hidden">
        <ErrorSummary reason={refusal} pending={pending} />
      </div>
    </li>
  )
}

function MailStateText({ mail }: { mail: ReportMailState }) {
  const { status, sentAt, lastError, nextTryAt, delivery, deliveryReason } = mail
  const reported = status === 'sent' && delivery !== null ? deliveries[delivery] : null
  const { icon: Icon, text } = reported ?? states[status]
  return (
    <span className="inline-flex min-w-0 gap-1">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        {text} {deliveryReason && reported ? `– ${deliveryReason} ` : null}
        {status === 'sent' && sentAt ? (
          <>
            {reported ? '· sent ' : null}
            <Time at={sentAt} show="datetime" />
          </>
        ) : null}
        {lastError ? `– ${lastError}` : null}
        {lastError && nextTryAt ? ' It is tried again by itself.' : null}
      </span>
    </span>
  )
}
