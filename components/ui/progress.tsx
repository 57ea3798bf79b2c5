type BarProps = {
  /** What is measured ("Importing spring.csv"); read out, not drawn. */
  label: string
  value: number
  max: number
  /** The measure in words ("1,240 of 2,345 rows"); read out and drawn beneath. */
  text: string
}

/** How far a job is. Not a live region: announce steps through the page's status region. */
export function Progress({ label, value, max, text }: BarProps) {
  return (
    <div className="flex flex-col gap-1">
      <Bar role="progressbar" label={label} value={value} max={max} text={text} />
      <p className="text-sm text-ink-2">{text}</p>
    </div>
  )
}

/** How full something is. At `near` (0–1) the bar turns to the warning colour; the text says it too. */
export function Meter({ near = 0.8, ...bar }: BarProps & { near?: number }) {
  const full = bar.max > 0 && bar.value / bar.max >= near
  return (
    <div className="flex flex-col gap-1">
      <Bar role="meter" {...bar} className={full ? 'bg-warn' : 'bg-ink-2'} />
      <p className="text-sm text-ink-2">{bar.text}</p>
    </div>
  )
}

function Bar({
  role,
  label,
  value,
  max,
  text,
  className = 'bg-ink',
}: BarProps & { role: string; className?: string }) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is progressbar or meter; both take a label
    <div
      role={role}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="h-2 w-full overflow-hidden rounded-sm border border-control bg-paper-2"
    >
      <div
        className={`h-full origin-left transition-transform duration-(--base) ${className}`}
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}
