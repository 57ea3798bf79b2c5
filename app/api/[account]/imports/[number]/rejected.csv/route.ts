import { wholeNumber } from '@/components/imports/view-params'
import { memberOfRequest } from '@/lib/auth/session'
import type { FileId } from '@/lib/db/ids'
import { rowsPath } from '@/lib/imports/files'
import { fileLimits } from '@/lib/imports/limits'
import { rejectionCodes } from '@/lib/imports/outcome'
import { getImport } from '@/lib/imports/queries'
import { attachment, rejectedFileName } from './file-name'
import { rejectedStream } from './rejected-stream'

type Params = { params: Promise<{ account: string; number: string }> }

/** The rejected rows as a file that can be mended and imported again; `?reason=` narrows it to one reason. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account, number } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = wholeNumber(number)
  const view = asked === null ? null : await getImport(member.accountId, asked)
  if (!view) return Response.json({ reason: 'There is no such import.' }, { status: 404 })
  const reason = new URL(request.url).searchParams.get('reason')
  const { id, name, facts, available } = view.file
  const body = rejectedStream({
    accountId: member.accountId,
    number: view.number,
    code: rejectionCodes.find((code) => code === reason),
    source: available ? { path: rowsPath(id as FileId, facts), facts, limits: fileLimits() } : null,
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachment(rejectedFileName(name)),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}
