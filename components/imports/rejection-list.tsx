import Link from 'next/link'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { countText } from '@/components/ui/count-text'
import type { RejectionCode } from '@/lib/imports/outcome'
import { causeSplit, rejectionFix } from '@/lib/imports/reasons'
import type { ReasonCount } from '@/lib/imports/report'
import { type Fixes, ReasonFixes } from './reason-fixes'
import { type ReasonLink, reasonHelpHref, reasonLinks, rejectedHref } from './reason-links'

type RejectionListProps = {
  slug: string
  importNumber: number
  reasons: readonly ReasonCount[]
  fixes: Fixes
}

/** The reasons that occurred: how often, by what cause, the fix, and where the fix is. */
export function RejectionList({ slug, importNumber, reasons, fixes }: RejectionListProps) {
  return (
    <ul className="flex flex-col">
      {reasons.map((reason) => (
        <li
          key={reason.code}
          id={`reason-${reason.code}`}
          className="flex flex-col gap-2 border-t border-rule py-4"
        >
          <ReasonHead slug={slug} importNumber={importNumber} reason={reason} />
          <p className="max-w-prose">
            <span className="font-medium">Fix: </span>
            {rejectionFix[reason.code]}
          </p>
          <ReasonFixes slug={slug} importNumber={importNumber} code={reason.code} fixes={fixes} />
          <div className="print-hidden flex flex-wrap items-center gap-2">
            {reasonLinks(reason.code, slug, importNumber).map((link) => (
              <FixButton key={link.href} link={link} />
            ))}
            <ShowRows slug={slug} importNumber={importNumber} code={reason.code} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function ReasonHead({
  slug,
  importNumber,
  reason,
}: {
  slug: string
  importNumber: number
  reason: ReasonCount
}) {
  const split = causeSplit(reason.code, reason.causes)
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      <h3 className="text-md font-semibold">
        {reason.message}{' '}
        <Link href={rejectedHref(slug, importNumber, { code: reason.code })} className="link text-rejected">
          <span className="sr-only">: </span>
          <span aria-hidden="true">×</span>
          {countText(reason.count)}
          <span className="sr-only"> {reason.count === 1 ? 'row' : 'rows'}</span>
        </Link>
      </h3>
      {split ? <p className="text-ink-2">{split}</p> : null}
      <Link
        href={reasonHelpHref(reason.code)}
        className="link inline-flex sm:ml-auto min-h-6 items-center text-sm"
      >
        What this means<span className="sr-only">: {reason.message}</span>
      </Link>
    </div>
  )
}

function FixButton({ link }: { link: ReasonLink }) {
  if (link.download) {
    return (
      <a href={link.href} download className={`${buttonClass()} no-underline`}>
        {link.label}
      </a>
    )
  }
  return <ButtonLink href={link.href}>{link.label}</ButtonLink>
}

function ShowRows({ slug, importNumber, code }: { slug: string; importNumber: number; code: RejectionCode }) {
  return (
    <ButtonLink variant="quiet" href={rejectedHref(slug, importNumber, { code })}>
      Show these rows
    </ButtonLink>
  )
}
