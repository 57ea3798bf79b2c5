'use client'
import { useEffect, useRef, useState } from 'react'
import { refusalOfSize, type SizeLimits } from '@/lib/imports/file-size'
import type { TakenIn } from './received-file'
import { FileSending, type SendingState } from './send-file'
import { SendingRate } from './sending-rate'

/** A file on its way. */
export type FileOnItsWay = {
  step: 'sending'
  name: string
  bytes: number
  sent: number
  state: SendingState
  /** Null while nobody can tell. */
  bytesPerSecond: number | null
}

/** Where the file of the form is. */
export type Sending =
  | { step: 'none'; refusal: string | null }
  | FileOnItsWay
  /** It was taken in; the page is being made. */
  | { step: 'received'; name: string; bytes: number }

type SentFileHook = {
  sending: Sending
  /** How many files were tried. */
  tries: number
  send: (file: File) => Promise<void>
  pause: () => void
  resume: () => void
  /** Stops sending, or forgets what became of the last file. */
  drop: () => void
}

/** Sends the chosen file and follows it. A second file replaces the first. */
export function useSentFile(
  url: string,
  limits: SizeLimits,
  onReceived: (file: TakenIn) => void,
): SentFileHook {
  const [sending, setSending] = useState<Sending>({ step: 'none', refusal: null })
  const [tries, setTries] = useState(0)
  const under = useRef<FileSending | null>(null)
  useWarningBeforeLeaving(sending.step === 'sending')

  async function send(file: File) {
    setTries((before) => before + 1)
    drop()
    const refusal = refusalOfSize(file.name, file.size, limits)
    if (refusal) return setSending({ step: 'none', refusal })
    const rate = new SendingRate()
    const way: FileOnItsWay = {
      step: 'sending',
      name: file.name,
      bytes: file.size,
      sent: 0,
      state: 'sending',
      bytesPerSecond: null,
    }
    const show = (change: Partial<FileOnItsWay>) => {
      if (under.current === ours) setSending({ ...Object.assign(way, change) })
    }
    const ours = new FileSending(file, {
      url,
      onProgress: (sent) => {
        rate.note({ ms: performance.now(), bytes: sent })
        show({ sent, bytesPerSecond: rate.bytesPerSecond() })
      },
      onState: (state) => {
        if (state !== 'sending') rate.rest()
        show({ state, bytesPerSecond: null })
      },
    })
    under.current = ours
    show({})
    const sent = await ours.sent
    if (under.current !== ours) return
    under.current = null
    if (sent.kind === 'received') {
      setSending({ step: 'received', name: file.name, bytes: file.size })
      onReceived(sent.file)
    } else setSending({ step: 'none', refusal: sent.kind === 'refused' ? sent.reason : null })
  }

  function drop() {
    under.current?.cancel()
    under.current = null
    setSending({ step: 'none', refusal: null })
  }

  return {
    sending,
    tries,
    send,
    pause: () => under.current?.pause(),
    resume: () => under.current?.resume(),
    drop,
  }
}

/** The browser asks before the page is left: what has arrived stays, but the file must be chosen again. */
function useWarningBeforeLeaving(warns: boolean) {
  useEffect(() => {
    if (!warns) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [warns])
}
