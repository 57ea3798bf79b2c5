import { Skeleton } from '@/components/ui/skeleton'

/** A settings page while it is on the way: a few titled parts. */
export function SettingsSkeleton() {
  return (
    <div className="flex max-w-column flex-col gap-6">
      <p className="sr-only">Loading settings</p>
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-48" />
    </div>
  )
}
