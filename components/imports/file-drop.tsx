'use client'
import clsx from 'clsx'
import { type DragEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'

type FileDropProps = {
  /** "CSV up to 1 GB and 5,000,000 rows. One column with emails is enough." */
  limits: string
  /** Why the last file was not taken; takes focus. */
  refusal: string | null
  /** Changes with each file tried. */
  attempt: number
  onFile: (file: File) => void
  /** The button, so that focus can return to it. */
  button: RefObject<HTMLButtonElement | null>
}

/** The place where a file is dropped; the button in it is the control, dropping is an extra. */
export function FileDrop({ limits, refusal, attempt, onFile, button }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-col gap-2">
      <ErrorSummary reason={refusal ?? undefined} attempt={attempt} />
      <DropZone onFile={onFile}>
        <p>
          Drop a CSV or XLSX file here, or{' '}
          <Button
            ref={button}
            onClick={() => input.current?.click()}
            aria-describedby="file-limits"
            className="ml-1"
          >
            Choose file
          </Button>
        </p>
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
      </DropZone>
      <p id="file-limits" className="text-sm text-ink-3">
        {limits}
      </p>
    </div>
  )
}

function DropZone({ onFile, children }: Pick<FileDropProps, 'onFile'> & { children: ReactNode }) {
  const [over, setOver] = useState(false)
  function hover(event: DragEvent) {
    event.preventDefault()
    setOver(true)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        'flex min-h-40 flex-col items-center justify-center gap-3 rounded-lg border border-dashed p-4 text-center',
        over ? 'border-ink bg-paper-2' : 'border-control',
      )}
    >
      {children}
    </div>
  )
}
