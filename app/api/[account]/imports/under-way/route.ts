import { memberOfRequest } from '@/lib/auth/session'
import { importsUnderWay } from '@/lib/imports/under-way'

type Params = { params: Promise<{ account: string }> }

/** The account's imports that have not ended (components/imports/under-way-reading.ts), for the strip on its pages. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const imports = await importsUnderWay(member.accountId)
  return Response.json({ imports }, { headers: { 'Cache-Control': 'no-store' } })
}
