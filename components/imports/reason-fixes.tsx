import Link from 'next/link'
import { ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import type { FixKind, FixOffer } from '@/lib/imports/fix'
import type { RejectionCode } from '@/lib/imports/outcome'
import type { Result } from '@/lib/result'
import { FixButton } from './fix-button'
import { fixWords, roomText, takenText } from './fix-words'

/** Rows of a reason that another import took up again. */
export type TakenRows = { code: RejectionCode; rows: number; number: number; fixed: number; ended: boolean }

/** What the report knows of fixes: offered ones, and those that were made. */
export type Fixes = {
  offers: readonly FixOffer[]
  taken: readonly TakenRows[]
  campaignName: string | null
  /** The fix that the address asks for. */
  asked: FixKind | null
  /** The file is no longer kept: nothing can be re-run. */
  withoutFile: boolean
  start: (fix: FixKind) => Promise<Result<{ number: number }>>
}

type ReasonFixesProps = { slug: string; importNumber: number; code: RejectionCode; fixes: Fixes }

/** What can be done about the rows of one reason, and what was done. */
export function ReasonFixes(props: ReasonFixesProps) {
  const { slug, code, fixes } = props
  const offers = fixes.offers.filter((offer) => offer.code === code)
  return (
    <>
      <TakenLines slug={slug} taken={fixes.taken.filter((one) => one.code === code)} />
      {offers.map((offer) => (offer.kind === 'room' ? <p key={offer.kind}>{roomText(offer)}</p> : null))}
      {fixes.withoutFile && offers.length > 0 ? (
        <p className="text-ink-2">
          The file is no longer kept, so its rows cannot be re-run. Download them and import that file.
        </p>
      ) : (
        <Offers {...props} offers={offers} />
      )}
    </>
  )
}

function Offers({
  slug,
  importNumber,
  code,
  fixes,
  offers,
}: ReasonFixesProps & { offers: readonly FixOffer[] }) {
  return (
    <>
      {offers.map((offer) => (
        <p key={offer.kind} className={offer.blocked ? 'text-ink-2' : 'hidden'}>
          {offer.blocked}
        </p>
      ))}
      <div className="print-hidden flex flex-wrap items-center gap-2 empty:hidden">
        {offers.flatMap((offer, at) => {
          const words = fixWords({ ...offer, campaignName: fixes.campaignName })
          if (offer.blocked) return []
          return [
            offer.kind === 'edit' ? (
              <ButtonLink
                key="correct"
                variant="primary"
                href={`/${slug}/imports/${importNumber}/correct?reason=${code}`}
              >
                Correct {offer.rows === 1 ? 'this email' : `these ${countOf(offer.rows, 'email')}`}
              </ButtonLink>
            ) : null,
            words ? (
              <FixButton
                key={offer.kind}
                words={words}
                importsHref={`/${slug}/imports`}
                asked={fixes.asked === offer.kind}
                primary={at === 0 && offer.kind !== 'edit'}
                start={fixes.start.bind(null, offer.kind)}
              />
            ) : null,
          ]
        })}
      </div>
    </>
  )
}

function TakenLines({ slug, taken }: { slug: string; taken: readonly TakenRows[] }) {
  if (taken.length === 0) return null
  return (
    <ul>
      {taken.map((one) => (
        <li key={one.number}>
          <Link href={`/${slug}/imports/${one.number}`} className="link">
            {takenText(one.rows, one)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
