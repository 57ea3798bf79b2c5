'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { inputClass } from '@/components/ui/input'
import { pastedFile } from './pasted-rows'

type PasteRowsProps = { onFile: (file: File) => void; onClose: () => void }

/** Where rows are pasted instead of choosing a file. */
export function PasteRows({ onFile, onClose }: PasteRowsProps) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])

  function take() {
    const pasted = pastedFile(text)
    if (pasted) return onFile(new File([pasted.text], pasted.name, { type: 'text/plain' }))
    setError('Paste at least one row.')
    area.current?.focus()
  }
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-control p-3">
      <Field
        id="pasted-rows"
        label="Rows to import"
        helper="Copied from a spreadsheet, lines of a CSV, or just emails: one a line, or with commas between them."
        error={error}
      >
        {(control) => (
          <textarea
            {...control}
            ref={area}
            rows={8}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={`${inputClass} font-mono`}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button onClick={take}>Use these rows</Button>
        <Button variant="quiet" onClick={onClose}>
          Choose a file instead
        </Button>
      </div>
    </div>
  )
}
