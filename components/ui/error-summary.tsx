'use client'
import { useEffect, useRef } from 'react'

export type FieldErrors = Record<string, string>

type ErrorSummaryProps = {
  /** A sentence for the whole form. */
  reason?: string | undefined
  /** Id of the field → its sentence, the same as inline. */
  fields?: FieldErrors
  /** Tries so far: a second failed try takes focus again. */
  attempt?: number
  /** While the answer is awaited focus stays where it is. */
  pending?: boolean
}

/** What stands in the way, above the form; takes focus when it appears. Each line jumps to its field. */
export function ErrorSummary({ reason, fields = {}, attempt, pending = false }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const lines = Object.entries(fields)
  const shown = Boolean(reason) || lines.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks for focus again
  useEffect(() => {
    if (shown && !pending) box.current?.focus()
  }, [shown, attempt, pending])
  if (!shown) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-md border border-danger bg-rejected-tint p-3 focus-visible:outline-2"
    >
      {reason ? (
        <p className="font-medium">{reason}</p>
      ) : (
        <p className="font-semibold">{headOf(lines.length)}</p>
      )}
      {lines.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {lines.map(([id, sentence]) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="link inline-flex min-h-6 items-center"
                onClick={() => document.getElementById(id)?.focus()}
              >
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function headOf(count: number): string {
  return count === 1 ? 'One thing to correct' : `${count} things to correct`
}
