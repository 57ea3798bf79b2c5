import clsx from 'clsx'

/** The name with its two-line ledger tick; in ink, no colour. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2 text-md font-semibold', className)}>
      <LedgerTick />
      Fairlead
    </span>
  )
}

function LedgerTick() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 32 32"
      className="size-5"
      fill="none"
      stroke="currentColor"
      strokeWidth={3}
    >
      <path strokeLinecap="round" strokeLinejoin="round" d="M4 23h24M4 28h24M7 11l6 6L25 5" />
    </svg>
  )
}
