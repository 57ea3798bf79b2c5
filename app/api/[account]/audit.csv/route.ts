import { auditViewOf } from '@/components/settings/audit-view'
import { memberOfRequest } from '@/lib/auth/session'
import { auditCsv } from '@/lib/exports/audit-csv'
import { byteStream } from '@/lib/exports/byte-stream'

type Params = { params: Promise<{ account: string }> }

const noStore = { 'Cache-Control': 'no-store' }

/** The audit entries that match `?subject=` and `?person=` as a CSV file, streamed. Admins only. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  if (member.role !== 'admin')
    return Response.json({ reason: 'The audit is for admins.' }, { status: 403, headers: noStore })
  const view = auditViewOf(Object.fromEntries(new URL(request.url).searchParams))
  const day = new Date().toISOString().slice(0, 10)
  return new Response(byteStream(auditCsv(member.accountId, view)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      // A slug is plain ASCII, so RFC 6266 needs no encoded form of the name.
      'Content-Disposition': `attachment; filename="audit-${member.account.slug}-${day}.csv"`,
      'X-Content-Type-Options': 'nosniff',
      ...noStore,
    },
  })
}
