import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CorrectRows, type RowShown } from '@/components/imports/correct-rows'
import { rejectedHref } from '@/components/imports/reason-links'
import { one, type Query, wholeNumber } from '@/components/imports/view-params'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { requireMember } from '@/lib/auth/session'
import { rowsToCorrect } from '@/lib/imports/corrections'
import { rowsPath } from '@/lib/imports/files'
import { fileLimits } from '@/lib/imports/limits'
import { getImport, type ImportView } from '@/lib/imports/queries'
import { rejectionMessage, rowCause } from '@/lib/imports/reasons'
import { sourceRows } from '@/lib/imports/source-rows'
import { correctRowsAction } from '../../actions'

type Props = { params: Promise<{ account: string; number: string }>; searchParams: Promise<Query> }

const size = 50

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Correct emails of import #${(await params).number}` }
}

/** Rows that were rejected for their email, to be corrected in place and re-run. */
export default async function CorrectPage({ params, searchParams }: Props) {
  const { account: slug, number } = await params
  const member = await requireMember(slug)
  const asked = wholeNumber(number)
  const view = asked === null ? null : await getImport(member.accountId, asked)
  if (!view || view.finishedAt === null) return notFound()
  const query = await searchParams
  const code = one(query.reason) === 'email_missing' ? 'email_missing' : 'email_invalid'
  const after = wholeNumber(one(query.after)) ?? 0
  const found = await rowsToCorrect(member.accountId, view.number, { code, after, size: size + 1 })
  const rows = found.slice(0, size)
  const last = rows.at(-1)?.row
  const here = `/${slug}/imports/${view.number}/correct?reason=${code}`
  const around = view.file.available ? await aroundRows(view, rows) : new Map<number, string>()
  const shown = rows.map(
    (row): RowShown => ({
      row: row.row,
      email: row.email ?? '',
      cause: rowCause({ code, cause: row.cause, detail: null, otherRow: null }) ?? '',
      suggestion: row.suggestion,
      around: around.get(row.row) ?? '',
    }),
  )
  return (
    <>
      <Breadcrumb
        above={[
          { href: `/${slug}/imports`, label: 'Imports' },
          { href: `/${slug}/imports/${view.number}`, label: `#${view.number}` },
        ]}
        here="Correct emails"
      />
      <PageTitle title="Correct emails">
        <p>
          {rejectionMessage(code, null)} in {view.file.name}. The file stays as it is; what you correct is
          listed in the new report.
        </p>
      </PageTitle>
      <Body
        view={view}
        shown={shown}
        reportHref={rejectedHref(slug, view.number, { code })}
        nextHref={found.length > size ? `${here}&after=${last}` : null}
        slug={slug}
        firstHref={after > 0 ? here : null}
      />
    </>
  )
}

type BodyProps = {
  slug: string
  view: ImportView
  shown: RowShown[]
  reportHref: string
  nextHref: string | null
  firstHref: string | null
}

function Body({ slug, view, shown, reportHref, nextHref, firstHref }: BodyProps) {
  if (!view.file.available)
    return <p>The file is no longer kept. Download the rejected rows from the report and import that file.</p>
  if (shown.length === 0)
    return (
      <div className="flex flex-col items-start gap-3">
        <p>No rows are left to correct here.</p>
        <ButtonLink href={firstHref ?? reportHref}>
          {firstHref ? 'From the first row' : 'Back to the report'}
        </ButtonLink>
      </div>
    )
  return (
    <CorrectRows
      // Another page of rows starts with empty fields.
      key={shown[0]?.row}
      rows={shown}
      importsHref={`/${slug}/imports`}
      reportHref={reportHref}
      nextHref={nextHref}
      correct={correctRowsAction.bind(null, slug, view.number)}
    />
  )
}

/** The other imported cells of each row, so that a person sees whom it is about. */
async function aroundRows(
  { file, mapping }: ImportView,
  wanted: readonly { row: number }[],
): Promise<Map<number, string>> {
  const source = {
    path: rowsPath(file.id, file.facts),
    facts: file.facts,
    limits: fileLimits(),
  }
  const around = new Map<number, string>()
  for await (const { source: row } of sourceRows(source, each(wanted))) {
    if (row.kind !== 'cells') continue
    const cells = row.cells.filter(
      (cell, at) => mapping[at] !== null && mapping[at] !== 'email' && cell !== '',
    )
    around.set(row.row, cells.slice(0, 4).join(' · ').slice(0, 120).toWellFormed())
  }
  return around
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values
}
