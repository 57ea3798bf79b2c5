import type { ReactNode } from 'react'

/** What a control inside a Field must carry so that label, helper and error belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export type FieldProps = {
  /** Unique on the page; the error summary links to it. */
  id: string
  label: ReactNode
  helper?: ReactNode
  error?: string | undefined
  children: (control: ControlProps) => ReactNode
}

/** Label, control, helper and error, wired together. The error stands above the helper and is never colour alone. */
export function Field({ id, label, helper, error, children }: FieldProps) {
  const described = [error ? `${id}-error` : '', helper ? `${id}-helper` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldError id={`${id}-error`} error={error} />
      {helper ? (
        <p id={`${id}-helper`} className="text-sm text-ink-3">
          {helper}
        </p>
      ) : null}
    </div>
  )
}

/** The error line of a field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p id={id} className="text-sm font-medium text-danger">
      <span className="sr-only">Error: </span>
      {error}
    </p>
  )
}
