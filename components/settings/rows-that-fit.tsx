import { fixHref } from '@/components/imports/reason-links'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import type { TurnedAway } from '@/lib/imports/turned-away'

/** Says which rows of an earlier import have a place now, and leads to the question that takes them up again. */
export function RowsThatFit({ slug, turnedAway }: { slug: string; turnedAway: TurnedAway }) {
  const { importNumber, fileName, rows, now } = turnedAway
  const all = now.count === rows
  const these = rows === 1 ? 'This row fits now.' : 'These rows fit now.'
  const some = `${now.more ? 'At least ' : ''}${countOf(now.count, 'row')} of ${countOf(rows, 'row')} ${now.count === 1 ? 'fits' : 'fit'} now.`
  return (
    <Banner
      title={all ? these : some}
      actions={
        <ButtonLink href={fixHref(slug, importNumber, 'max_leads_reached', 'room')}>
          Import {all ? countOf(rows, 'row') : 'those that fit'}
        </ButtonLink>
      }
    >
      Import #{importNumber} ({fileName}) turned {all ? countOf(rows, 'row') : 'them'} away because the
      account was full.
    </Banner>
  )
}
