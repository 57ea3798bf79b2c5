import { createHash } from 'node:crypto'
import { progressOf } from '@/components/imports/progress-reading'
import { wholeNumber } from '@/components/imports/view-params'
import { memberOfRequest } from '@/lib/auth/session'
import { recentImport } from '@/lib/imports/recent-import'

type Params = { params: Promise<{ account: string; number: string }> }

/** How far an import is (components/imports/progress-reading.ts); 304 when it is as the asker saw it last. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account, number } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = wholeNumber(number)
  const view = asked === null ? null : await recentImport(member.accountId, asked)
  if (!view) return Response.json({ reason: 'There is no such import.' }, { status: 404 })
  const body = JSON.stringify(progressOf(view))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { 'Cache-Control': 'no-store', ETag: etag }
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json' } })
}
