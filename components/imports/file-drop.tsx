'use client'
import clsx from 'clsx'
import { type ClipboardEvent, type DragEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FileChoice } from './file-choice'
import { PasteRows } from './paste-rows'

type FileDropProps = {
  /** "CSV up to 1 GB and 5,000,000 rows …" */
  limits: string
  /** Where the sample file is. */
  sampleHref: string
  /** Why the last file was not taken; takes focus. */
  refusal: string | null
  /** Changes with each file tried. */
  attempt: number
  onFile: (file: File) => void
  /** The button, so that focus can return to it. */
  button: RefObject<HTMLButtonElement | null>
}

/** The place where a file is dropped; the button in it is the control, dropping is an extra. Rows can be pasted. */
export function FileDrop({ limits, sampleHref, refusal, attempt, onFile, button }: FileDropProps) {
  const [pasting, setPasting] = useState(false)
  const paste = useRef<HTMLButtonElement>(null)
  function close() {
    setPasting(false)
    requestAnimationFrame(() => paste.current?.focus())
  }
  return (
    <div className="flex flex-col gap-2">
      <ErrorSummary reason={refusal ?? undefined} attempt={attempt} />
      {pasting ? (
        <PasteRows onFile={onFile} onClose={close} />
      ) : (
        <DropZone onFile={onFile}>
          <p className="flex flex-wrap items-center justify-center gap-2">
            <span>Drop a CSV or XLSX file here, or</span>
            <FileChoice onFile={onFile} button={button} describedBy="file-limits">
              Choose file
            </FileChoice>
            <span>or</span>
            <Button ref={paste} onClick={() => setPasting(true)}>
              Paste rows
            </Button>
          </p>
          <a href={sampleHref} download className="link inline-flex min-h-6 items-center">
            Download sample file
          </a>
        </DropZone>
      )}
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
  function paste(event: ClipboardEvent) {
    const file = event.clipboardData.files[0]
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting a file are extras; the button inside does the same
    <div
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
      className={clsx(
        'flex min-h-40 flex-col items-center justify-center gap-3 rounded-lg border border-dashed p-4 text-center',
        over ? 'border-ink bg-paper-2' : 'border-control',
      )}
    >
      {children}
    </div>
  )
}
