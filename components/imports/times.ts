import { dateText, dateTimeText } from '@/components/ui/time'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

/** "22 Nov 2026, 10:42–10:43 UTC (38 s)"; over midnight both days are named. */
export function spanText(from: Date, to: Date): string {
  const lasted = durationText(to.getTime() - from.getTime())
  const sameDay = dateText(from) === dateText(to)
  if (sameDay && clock.format(from) === clock.format(to)) return `${dateTimeText(from)} (${lasted})`
  const until = sameDay ? clock.format(to) : `${dateText(to)}, ${clock.format(to)}`
  return `${dateText(from)}, ${clock.format(from)}–${until} UTC (${lasted})`
}

/** "under 1 s", "38 s", "3 min 20 s", "2 h 5 min" */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return 'under 1 s'
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
