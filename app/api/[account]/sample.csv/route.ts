import { memberOfRequest } from '@/lib/auth/session'
import { sampleCsv } from '@/lib/exports/sample-csv'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'

type Params = { params: Promise<{ account: string }> }

/** A file to fill in, with a column for each field of the account. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  return new Response(sampleCsv(await customFieldNames(member.accountId)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="sample-${member.account.slug}.csv"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
