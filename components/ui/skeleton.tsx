import clsx from 'clsx'

/** The place of something that is loading, in its final size. Appears after 200 ms so that quick pages never blink. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx('skeleton rounded-sm bg-unchanged-tint', className)} />
}

/** The skeleton of a table page: title and rows. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div>
      <p className="sr-only">Loading</p>
      <Skeleton className="mb-6 h-8 w-48" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity
        <div key={row} className="flex h-row items-center gap-6 border-b border-rule">
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-3 w-1/5" />
          <Skeleton className="h-3 w-1/6" />
        </div>
      ))}
    </div>
  )
}
