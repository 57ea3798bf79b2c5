'use client'
import { useRef, useState } from 'react'
import { sizeText } from './numbers'
import type { ReceivedFile } from './received-file'
import { sendFile } from './send-file'

/** Where the file of the form is. */
export type Sending =
  | { step: 'none'; refusal: string | null }
  | { step: 'sending'; name: string; bytes: number; sent: number }
  | { step: 'received'; file: ReceivedFile }

type SentFileHook = {
  sending: Sending
  /** How many files were tried. */
  tries: number
  send: (file: File) => Promise<void>
  /** Stops sending, or lets go of the file that was received. */
  drop: () => void
}

/** Sends the chosen file and follows it. A second file replaces the first. */
export function useSentFile(
  url: string,
  bytesMax: number,
  onReceived: (file: ReceivedFile) => void,
): SentFileHook {
  const [sending, setSending] = useState<Sending>({ step: 'none', refusal: null })
  const [tries, setTries] = useState(0)
  const under = useRef<AbortController | null>(null)

  async function send(file: File) {
    setTries((before) => before + 1)
    under.current?.abort()
    if (file.size > bytesMax) return setSending({ step: 'none', refusal: tooLarge(file, bytesMax) })
    const controller = new AbortController()
    under.current = controller
    setSending({ step: 'sending', name: file.name, bytes: file.size, sent: 0 })
    const onProgress = (sent: number) => {
      if (under.current === controller)
        setSending({ step: 'sending', name: file.name, bytes: file.size, sent: Math.min(sent, file.size) })
    }
    const sent = await sendFile(file, { url, onProgress, signal: controller.signal })
    if (under.current !== controller) return
    if (sent.kind === 'received') {
      setSending({ step: 'received', file: sent.file })
      onReceived(sent.file)
    } else setSending({ step: 'none', refusal: sent.kind === 'refused' ? sent.reason : null })
  }

  function drop() {
    under.current?.abort()
    under.current = null
    setSending({ step: 'none', refusal: null })
  }

  return { sending, tries, send, drop }
}

function tooLarge(file: File, bytesMax: number): string {
  return `${file.name} is ${sizeText(file.size)}. The most is ${sizeText(bytesMax)}. Split it into two files.`
}
