'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check, ChevronDown, Plus } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { inputClass } from './input'

export type Choice = {
  value: string
  label: string
  /** A few words about it, at the end of its line. */
  note?: string | undefined
}

type ComboboxProps = Pick<ComponentProps<'input'>, 'aria-label' | 'aria-describedby' | 'aria-invalid'> & {
  id: string
  choices: readonly Choice[]
  value: string
  onChange: (value: string) => void
  /** The last line of the list, always there: what it says, and what it does with what was typed. */
  other?: { label: (typed: string) => string; onPick: (typed: string) => void }
  className?: string
}

/** The value of the last line; no choice can have it. */
const otherValue = '\0other'

/** A list one types into to find a choice. ↓ opens it, Enter picks, Esc closes; what is typed alone chooses nothing. */
export function Combobox({ id, choices, value, onChange, other, className, ...input }: ComboboxProps) {
  const [typed, setTyped] = useState('')
  const values = useStable([...choices.map((choice) => choice.value), ...(other ? [otherValue] : [])])
  const shown = values.filter((one) => one === otherValue || plain(labelOf(one)).includes(plain(typed)))

  function choiceOf(one: string): Choice {
    if (one === otherValue) return { value: one, label: other?.label(typed.trim()) ?? '' }
    return choices.find((choice) => choice.value === one) ?? { value: one, label: one }
  }
  function labelOf(one: string): string {
    return choiceOf(one).label
  }
  return (
    <Base.Root<string>
      items={values}
      filteredItems={shown}
      value={value}
      onValueChange={(chosen) => {
        if (chosen === otherValue) other?.onPick(typed.trim())
        else if (chosen !== null) onChange(chosen)
      }}
      itemToStringLabel={labelOf}
      onInputValueChange={(text, { reason }) => setTyped(reason === 'input-change' ? text : '')}
      onOpenChange={(open) => {
        if (!open) setTyped('')
      }}
      autoHighlight
    >
      <div className={clsx('relative', className)}>
        <Base.Input
          {...input}
          id={id}
          onFocus={(event) => event.currentTarget.select()}
          className={clsx(inputClass, 'truncate pr-8')}
        />
        <Base.Trigger
          tabIndex={-1}
          aria-label="Show the list"
          className="absolute inset-y-0 right-0 inline-flex w-8 items-center justify-center text-ink-3"
        >
          <ChevronDown aria-hidden="true" className="size-4" />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner align="start" sideOffset={4} className="z-40 outline-none">
          <Base.Popup className="max-h-[min(22rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) min-w-52 overflow-y-auto overscroll-contain rounded-lg border border-control bg-paper p-1 text-ink shadow-pop outline-none">
            <Base.List>{(one: string) => <ComboboxLine key={one} choice={choiceOf(one)} />}</Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** The same array while it holds the same: with another one Base UI forgets what is being typed. */
function useStable(values: string[]): readonly string[] {
  const [stable, setStable] = useState(values)
  if (stable.length === values.length && values.every((one, at) => one === stable[at])) return stable
  setStable(values)
  return values
}

function ComboboxLine({ choice }: { choice: Choice }) {
  return (
    <Base.Item
      value={choice.value}
      className={clsx(
        choice.value === otherValue && 'sticky -bottom-1 border-t border-rule bg-paper',
        'target flex w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left outline-none select-none data-highlighted:bg-unchanged-tint',
      )}
    >
      <span className="size-4 shrink-0">
        {choice.value === otherValue ? (
          <Plus aria-hidden="true" className="size-4" />
        ) : (
          <Base.ItemIndicator>
            <Check aria-hidden="true" className="size-4" />
          </Base.ItemIndicator>
        )}
      </span>
      <span className="min-w-0 flex-1 break-words">{choice.label}</span>
      {choice.note ? <span className="min-w-0 truncate text-sm text-ink-3">{choice.note}</span> : null}
    </Base.Item>
  )
}

/** What is compared: without case and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
