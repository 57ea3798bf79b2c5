import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { selectAllLabel } from './selection'

type SelectAllProps = {
  /** How many match on all pages; null: that has to be counted first. */
  total: number | null
  filtered: boolean
  count: () => Promise<number>
  onAll: (count: number) => void
}

/** The way from this page's leads to all that match. Counts them where the page does not know how many. */
export function SelectAll({ total, filtered, count, onAll }: SelectAllProps) {
  const [pending, startTransition] = useTransition()
  function select() {
    if (total !== null) return onAll(total)
    startTransition(async () => {
      const counted = await count()
      startTransition(() => onAll(counted))
    })
  }
  return (
    <Button size="small" pending={pending} onClick={select}>
      {selectAllLabel(total, filtered)}
    </Button>
  )
}
