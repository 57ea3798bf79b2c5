import Link from 'next/link'

/** Where this page lies: links to what is above it, then its own name. */
export function Breadcrumb({
  above,
  here,
}: {
  above: readonly { href: string; label: string }[]
  here: string
}) {
  return (
    <nav aria-label="Breadcrumb" className="print-hidden mb-1">
      <ol className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
        {above.map((page) => (
          <li key={page.href} className="flex items-center gap-x-2">
            <Link href={page.href} className="link inline-flex min-h-6 items-center">
              {page.label}
            </Link>
            <span aria-hidden="true">/</span>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  )
}
