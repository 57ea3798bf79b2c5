'use client'
import { type ReactNode, type RefObject, useRef } from 'react'
import { Button } from '@/components/ui/button'

type FileChoiceProps = {
  children: ReactNode
  onFile: (file: File) => void
  /** The button, so that focus can return to it. */
  button?: RefObject<HTMLButtonElement | null>
  describedBy?: string
  size?: 'base' | 'small'
}

/** A button that opens the browser's choice of a file. */
export function FileChoice({ children, onFile, button, describedBy, size }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button ref={button} size={size} onClick={() => input.current?.click()} aria-describedby={describedBy}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-label="File"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
    </>
  )
}
