import { z } from 'zod'
import { memberOfRequest } from '@/lib/auth/session'
import { checkProgress } from '@/lib/imports/checks'

type Params = { params: Promise<{ account: string; check: string }> }

/**
 * How far a check is (components/imports/check-reading.ts); null when there is none, of this account: another replaced
 * it, or its import began. That is no error of the page that asks.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account, check } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = z.uuid().safeParse(check)
  const progress = asked.success ? await checkProgress(member.accountId, asked.data) : null
  return Response.json(progress, { headers: { 'Cache-Control': 'no-store' } })
}
