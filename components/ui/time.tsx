type TimeProps = {
  at: Date
  /** relative: "3 days ago" with the full time on hover; date: "22 Nov 2026"; datetime: "22 Nov 2026, 10:42 UTC". */
  show?: 'relative' | 'date' | 'datetime'
}

/** A moment. Times are given in UTC and say so. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const text =
    show === 'relative' ? relativeTime(at, new Date()) : show === 'date' ? dateText(at) : dateTimeText(at)
  return (
    <time
      dateTime={at.toISOString()}
      title={dateTimeText(at)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {text}
    </time>
  )
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** "22 Nov 2026" */
export function dateText(at: Date): string {
  return dateFormat.format(at)
}

/** "22 Nov 2026, 10:42 UTC" */
export function dateTimeText(at: Date): string {
  return `${dateFormat.format(at)}, ${clockFormat.format(at)} UTC`
}

const steps = [
  { seconds: 60, unit: 'second' },
  { seconds: 3_600, unit: 'minute' },
  { seconds: 86_400, unit: 'hour' },
  { seconds: 30 * 86_400, unit: 'day' },
] as const
const unitSeconds = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const

/** "just now", "5 minutes ago", "yesterday"; the date when it is 30 days away or more. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  if (Math.abs(seconds) < 10) return 'just now'
  const step = steps.find((each) => Math.abs(seconds) < each.seconds)
  if (!step) return dateText(at)
  return relativeFormat.format(Math.trunc(seconds / unitSeconds[step.unit]), step.unit)
}
