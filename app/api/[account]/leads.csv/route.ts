import { memberOfRequest } from '@/lib/auth/session'
import { byteStream } from '@/lib/exports/byte-stream'
import { leadsCsv } from '@/lib/exports/leads-csv'

type Params = { params: Promise<{ account: string }> }

/** The leads that match `?q=` (all without it) as a CSV file, streamed. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const search = new URL(request.url).searchParams.get('q') ?? ''
  const day = new Date().toISOString().slice(0, 10)
  return new Response(byteStream(leadsCsv(member.accountId, { search })), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      // A slug is plain ASCII, so RFC 6266 needs no encoded form of the name.
      'Content-Disposition': `attachment; filename="leads-${member.account.slug}-${day}.csv"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
