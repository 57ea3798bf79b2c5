import { z } from 'zod'
import { filterOf } from '@/components/leads/leads-view'
import { memberOfRequest } from '@/lib/auth/session'
import type { LeadId } from '@/lib/db/ids'
import { byteStream } from '@/lib/exports/byte-stream'
import { csvColumnsSchema } from '@/lib/exports/csv-columns'
import { leadsCsv } from '@/lib/exports/leads-csv'
import { noteExport } from '@/lib/exports/mutations'

type Params = { params: Promise<{ account: string }> }

const idsSchema = z.array(z.uuid()).min(1).max(50)

/**
 * Leads as a CSV file, streamed: those of `?ids=`, or those that match the query as on the Leads page (all without one).
 * `?column=` names a column, as often as there are; all without one. Stands in the audit.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const { accountId, userId } = member
  const asked = new URL(request.url).searchParams
  const query = Object.fromEntries(asked)
  const ids = idsSchema.safeParse(query.ids?.split(',')).data as LeadId[] | undefined
  const columns = csvColumnsSchema.min(1).max(50).safeParse(asked.getAll('column')).data ?? null
  const which = ids ? { leadIds: ids } : filterOf(query)
  await noteExport(accountId, userId, which)
  const day = new Date().toISOString().slice(0, 10)
  return new Response(byteStream(leadsCsv(accountId, { which, columns })), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      // A slug is plain ASCII, so RFC 6266 needs no encoded form of the name.
      'Content-Disposition': `attachment; filename="leads-${member.account.slug}-${day}.csv"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
