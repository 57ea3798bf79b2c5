import { LoaderCircle } from 'lucide-react'

/** Says "work is going on" to the eye only; the words beside it say it to everyone. */
export function Spinner() {
  return <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
}
