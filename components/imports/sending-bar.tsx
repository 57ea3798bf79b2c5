'use client'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { useAnnounce } from '@/components/ui/status-region'
import { percentOf } from './numbers'
import { sendingText } from './sending-text'
import type { FileOnItsWay } from './use-sent-file'

type SendingBarProps = {
  file: FileOnItsWay
  onPause: () => void
  onResume: () => void
  onCancel: () => void
}

/** A file on its way: how much, how fast, and what stops it. */
export function SendingBar({ file, onPause, onResume, onCancel }: SendingBarProps) {
  const { name, bytes, sent, state } = file
  const title = useRef<HTMLParagraphElement>(null)
  useSaid(file)
  // The button by which the file was chosen is gone.
  useEffect(() => title.current?.focus(), [])
  return (
    <div className="flex flex-col gap-3 rounded-md border border-control p-3">
      <p ref={title} tabIndex={-1} className="font-semibold break-words">
        {name}
      </p>
      <Progress label={`Sending ${name}`} value={sent} max={Math.max(1, bytes)} text={sendingText(file)} />
      {state === 'waiting' ? (
        <p>
          The connection is lost. Sending goes on by itself as soon as it is back; nothing that was sent is
          lost.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {state === 'reading' ? null : (
          <Button onClick={state === 'sending' ? onPause : onResume}>{goOnText[state]}</Button>
        )}
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}

/** One button, so that it keeps the focus when its meaning changes. */
const goOnText = { sending: 'Pause', paused: 'Resume', waiting: 'Try now' }

/** Each quarter is read out, and what stops or goes on. */
function useSaid({ name, bytes, sent, state }: FileOnItsWay) {
  const announce = useAnnounce()
  const quarter = Math.floor(percentOf(sent, bytes) / 25)
  const before = useRef({ quarter: 0, state })
  useEffect(() => {
    const { quarter: quarterBefore, state: stateBefore } = before.current
    before.current = { quarter, state }
    if (state === 'waiting' && stateBefore !== 'waiting')
      announce('The connection is lost. Sending goes on by itself as soon as it is back.')
    else if (state === 'paused') announce(`Sending ${name} is paused.`)
    else if (quarter > quarterBefore && quarter < 4) announce(`${25 * quarter} percent of ${name} is sent.`)
  }, [announce, name, quarter, state])
}
