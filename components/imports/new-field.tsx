'use client'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { customName, customNameCharsMax, customNameProblem } from '@/lib/leads/custom-fields/name'

type NewFieldProps = {
  column: number
  /** What the name begins as. */
  suggested: string
  /** Names that are taken. */
  existing: readonly string[]
  onAdd: (name: string) => void
  onCancel: () => void
}

/** Asks for the name of a new custom field, in the row of its column. The import makes the field. */
export function NewField({ column, suggested, existing, onAdd, onCancel }: NewFieldProps) {
  const [name, setName] = useState(suggested)
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  function add() {
    const found = customNameProblem(name, existing)
    if (!found) return onAdd(customName(name))
    setProblem(found)
    input.current?.focus()
  }
  return (
    <form
      noValidate
      className="mt-2 flex w-full flex-col gap-2 rounded-md border border-control p-3"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <Field id={`new-field-${column}`} label="Name of the new field" error={problem}>
        {(control) => (
          <Input
            {...control}
            ref={input}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={customNameCharsMax}
            autoComplete="off"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small">
          Add field
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
