import clsx from 'clsx'

/** The place of something that is loading, in its final size. Appears after 200 ms so that quick pages never blink. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx('skeleton rounded-sm bg-unchanged-tint', className)} />
}
