import { Skeleton } from '@/components/ui/skeleton'

/**
 * The Leads page in its final shape: title and buttons, search, rows. In a folder of its own: for the pages of leads that
 * are not there, streaming would turn a 404 into 200.
 */
export default function LeadsLoading() {
  return (
    <div>
      <p className="sr-only">Loading leads</p>
      <div className="mb-6 flex h-8 justify-between gap-6">
        <Skeleton className="w-36" />
        <Skeleton className="w-56" />
      </div>
      <Skeleton className="mb-3 h-8 w-80 max-w-full" />
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity
        <div key={row} className="flex h-row items-center gap-6 border-b border-rule">
          <Skeleton className="size-4" />
          <Skeleton className="h-3 w-1/4" />
          <Skeleton className="h-3 w-1/6" />
          <Skeleton className="h-3 w-1/6 max-sm:hidden" />
          <Skeleton className="h-3 w-1/12 max-sm:hidden" />
          <Skeleton className="h-3 w-1/12 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}
