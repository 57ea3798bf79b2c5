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
  useSaid(file)
  return (
    <div className="flex flex-col gap-3 rounded-md border border-control p-3">
      <p className="font-semibold break-words">{name}</p>
      <Progress label={`Sending ${name}`} value={sent} max={Math.max(1, bytes)} text={sendingText(file)} />
      {state === 'waiting' ? (
        <p>
          The connection is lost. Sending goes on by itself as soon as it is back; nothing that was sent is
          lost.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {state === 'sending' ? <Button onClick={onPause}>Pause</Button> : null}
        {state === 'paused' ? <Button onClick={onResume}>Resume</Button> : null}
        {state === 'waiting' ? <Button onClick={onResume}>Try now</Button> : null}
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}

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
