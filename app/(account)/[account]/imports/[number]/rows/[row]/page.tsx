import { notFound, redirect } from 'next/navigation'
import { rejectedHref } from '@/components/imports/reason-links'
import { rowsHref } from '@/components/imports/report-tabs'
import { wholeNumber } from '@/components/imports/view-params'
import { requireMember } from '@/lib/auth/session'
import { placeOfRow } from '@/lib/imports/row-place'

type Props = { params: Promise<{ account: string; number: string; row: string }> }

/** As many as the report shows on a page. */
const size = 50

/** Leads on to the page of the report that shows this row of the file. */
export default async function ImportRowPage({ params }: Props) {
  const { account: slug, number: asked, row: line } = await params
  const { accountId } = await requireMember(slug)
  const [number, row] = [wholeNumber(asked), wholeNumber(line)]
  const place = number && row ? await placeOfRow(accountId, number, row, size) : null
  if (!number || !place) notFound()
  const { list, page } = place
  const href =
    list === 'rejected'
      ? rejectedHref(slug, number, { page })
      : rowsHref({ slug, number }, { tab: list, page })
  redirect(href.replace(/#.*$/, `#row-${row}`))
}
