import { ChevronLeft, ChevronRight } from 'lucide-react'
import { ButtonLink } from './button'
import { countText } from './count-text'

type PaginationProps = {
  /** From 1. */
  page: number
  /** Things on a full page. */
  size: number
  total: number
  /** The address of a page: the page number lives in the URL. */
  href: (page: number) => string
  /** What is paged, for assistive technology ("Rejected rows"). */
  label: string
}

/** "51–100 of 1,308" with Previous and Next. Nothing when one page holds everything. */
export function Pagination({ page, size, total, href, label }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / size))
  if (pages === 1 && page === 1) return null
  const first = total === 0 ? 0 : (page - 1) * size + 1
  const last = Math.min(total, page * size)
  return (
    <nav aria-label={`Pages of ${label}`} className="print-hidden flex flex-wrap items-center gap-3 py-3">
      <p className="mr-auto text-sm text-ink-2">
        {countText(first)}–{countText(last)} of {countText(total)}
      </p>
      {page > 1 ? (
        <ButtonLink href={href(Math.min(page - 1, pages))} rel="prev">
          <ChevronLeft aria-hidden="true" />
          Previous
        </ButtonLink>
      ) : null}
      <p className="text-sm text-ink-2">
        Page {countText(page)} of {countText(pages)}
      </p>
      {page < pages ? (
        <ButtonLink href={href(page + 1)} rel="next">
          Next
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </nav>
  )
}
