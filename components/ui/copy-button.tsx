'use client'
import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import type { ButtonVariant } from './button-class'
import { useAnnounce } from './status-region'

type CopyButtonProps = { text: string; children?: ReactNode; variant?: ButtonVariant }

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, children = 'Copy', variant }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null)
  const announce = useAnnounce()
  async function copy() {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setSaid(copied ? 'copied' : 'failed')
    announce(copied ? 'Copied.' : 'The browser did not allow copying.')
  }
  return (
    <Button variant={variant} onClick={copy} onBlur={() => setSaid(null)}>
      {said === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      {said === 'copied' ? 'Copied' : said === 'failed' ? 'Select and copy it by hand' : children}
    </Button>
  )
}
