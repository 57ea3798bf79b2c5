import type { ComponentProps, ReactNode } from 'react'
import { FieldError } from './field'

export type RadioChoice = { value: string; label: ReactNode; helper?: ReactNode; disabled?: boolean }

type RadioGroupProps = {
  id: string
  name: string
  legend: ReactNode
  choices: readonly RadioChoice[]
  error?: string | undefined
  /** Passed to each radio: `value` and `onChange` when controlled, `defaultValue` when not. */
  value?: string
  defaultValue?: string
  onChange?: ComponentProps<'input'>['onChange']
}

/** One choice of several, as native radios in a fieldset. */
export function RadioGroup({
  id,
  name,
  legend,
  choices,
  error,
  value,
  defaultValue,
  onChange,
}: RadioGroupProps) {
  return (
    <fieldset id={id} aria-describedby={error ? `${id}-error` : undefined} className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{legend}</legend>
      {choices.map((choice) => (
        <div key={choice.value} className="flex items-start gap-2">
          <input
            id={`${id}-${choice.value}`}
            type="radio"
            name={name}
            value={choice.value}
            disabled={choice.disabled}
            checked={value === undefined ? undefined : value === choice.value}
            defaultChecked={value === undefined ? defaultValue === choice.value : undefined}
            onChange={onChange}
            aria-describedby={choice.helper ? `${id}-${choice.value}-helper` : undefined}
            className="mt-2 size-4 shrink-0 accent-primary"
          />
          <div className="min-w-0">
            <label htmlFor={`${id}-${choice.value}`} className="flex min-h-target items-center">
              {choice.label}
            </label>
            {choice.helper ? (
              <p id={`${id}-${choice.value}-helper`} className="text-sm text-ink-3">
                {choice.helper}
              </p>
            ) : null}
          </div>
        </div>
      ))}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  )
}
