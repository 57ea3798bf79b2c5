import Link from 'next/link'
import { countOf, countText } from '@/components/ui/count-text'
import type { Family, FamilyMember } from '@/lib/imports/family'
import { fixText } from '@/lib/imports/fix'
import type { Report } from '@/lib/imports/report'
import { rowsTaken } from '@/lib/imports/taken'
import { CampaignBlock } from './campaign-block'
import { ReportFigures } from './report-figures'

type FamilyBlockProps = { slug: string; report: Report; family: Family }

/** An import together with those that took rows of it up again: every row by what became of it last. */
export function FamilyBlock({ slug, report, family }: FamilyBlockProps) {
  const { members, combined, waiting } = family
  return (
    <section aria-labelledby="family-title" className="flex flex-col gap-4">
      <h2 id="family-title" className="text-lg font-semibold">
        With {members.length === 1 ? 'its re-run' : `its ${countText(members.length)} re-runs`}
      </h2>
      {report.counts.rejected > 0 ? <p className="text-md font-medium">{fixedText(family, report)}</p> : null}
      <ul className="flex flex-col gap-1">
        {members.map((member) => (
          <li key={member.number}>
            <Link href={`/${slug}/imports/${member.number}`} className="link">
              Import #{member.number}
            </Link>
            : {memberText(member)}
          </li>
        ))}
      </ul>
      <p className="max-w-prose text-ink-2">
        Every row of the file by what became of it last. The report of this import itself does not change.
        {waiting > 0 ? ` ${countOf(waiting, 're-run')} not counted yet: under way.` : ''}
      </p>
      <ReportFigures report={combined} update={combined.counts.modified > 0} />
      {combined.campaign ? <CampaignBlock campaign={combined.campaign} /> : null}
    </section>
  )
}

/** "15 of 17 rejected rows were fixed in #42." */
export function fixedText({ members, fixed }: Pick<Family, 'members' | 'fixed'>, report: Report): string {
  const rejected = report.counts.rejected
  const where = members.filter((member) => member.fixed > 0).map(({ number }) => `#${number}`)
  if (where.length === 0) return `None of ${countOf(rejected, 'rejected row')} is fixed yet.`
  const verb = fixed === 1 ? 'was' : 'were'
  return `${countText(fixed)} of ${countOf(rejected, 'rejected row')} ${verb} fixed in ${where.join(', ')}.`
}

const states = {
  queued: 'waiting',
  running: 'running',
  completed: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
} as const

function memberText({ fix, parentNumber, taken, status, fixed }: FamilyMember): string {
  const rows = taken
    ? `${countOf(rowsTaken(taken), 'row')} of #${parentNumber}`
    : `the rest of #${parentNumber}`
  const how = fix ? ` ${fixText[fix]}` : ''
  const came = status === 'queued' || status === 'running' || !fix ? '' : `, ${countText(fixed)} came through`
  return `${rows}${how} – ${states[status]}${came}`
}
