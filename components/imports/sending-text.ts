import { countOf } from '@/components/ui/count-text'
import { sizeText } from '@/lib/imports/file-size'
import type { FileOnItsWay } from './use-sent-file'

/** "120 MB of 300 MB · 8.1 MB a second · about 22 seconds left" */
export function sendingText({
  bytes,
  sent,
  state,
  bytesPerSecond,
}: Omit<FileOnItsWay, 'step' | 'name'>): string {
  if (state === 'reading') return `${sizeText(bytes)} sent. Comparing and reading…`
  const amount = `${sizeText(sent)} of ${sizeText(bytes)}`
  if (state === 'paused') return `${amount} · paused`
  if (state === 'waiting') return `${amount} · waiting for the connection`
  if (bytesPerSecond === null || bytesPerSecond <= 0) return amount
  const left = leftText((bytes - sent) / bytesPerSecond)
  return [amount, `${sizeText(Math.round(bytesPerSecond))} a second`, ...(left ? [left] : [])].join(' · ')
}

/** Nothing under five seconds: it would be over before it is read. */
function leftText(seconds: number): string | null {
  if (seconds < 5) return null
  if (seconds < 60) return `about ${countOf(Math.ceil(seconds / 5) * 5, 'second')} left`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60
    ? `about ${countOf(minutes, 'minute')} left`
    : `about ${countOf(Math.round(minutes / 60), 'hour')} left`
}
