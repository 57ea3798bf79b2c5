import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

const boxClass = 'size-4 shrink-0 accent-primary'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'id'> & {
  id: string
  label: ReactNode
  /** One sentence about the consequence; read with the box. */
  helper?: ReactNode
}

/** A checkbox with its label and, beneath, the sentence that says what it does. */
export function Checkbox({ id, label, helper, className, ...rest }: CheckboxProps) {
  return (
    <div className={clsx('flex items-start gap-2', className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={helper ? `${id}-helper` : rest['aria-describedby']}
        className={clsx(boxClass, 'mt-2')}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="flex min-h-target items-center font-medium">
          {label}
        </label>
        {helper ? (
          <p id={`${id}-helper`} className="text-sm text-ink-3">
            {helper}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** A bare checkbox for a table row; `label` says what it selects ("Select ana@acme.test"). */
export function RowCheckbox({
  label,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: string }) {
  return (
    <label className={clsx('inline-flex size-8 items-center justify-center', className)}>
      <input {...rest} type="checkbox" aria-label={label} className={boxClass} />
    </label>
  )
}
