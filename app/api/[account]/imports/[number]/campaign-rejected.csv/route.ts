import { wholeNumber } from '@/components/imports/view-params'
import { memberOfRequest } from '@/lib/auth/session'
import type { FileId } from '@/lib/db/ids'
import { streamCampaignRejections } from '@/lib/imports/campaign-page'
import { rowsPath } from '@/lib/imports/files'
import { fileLimits } from '@/lib/imports/limits'
import { getImport } from '@/lib/imports/queries'
import { campaignRejectedCsv } from '@/lib/imports/rejected-csv'
import { attachment, rejectedFileName } from '../rejected.csv/file-name'
import { streamOf } from '../rejected.csv/rejected-stream'

type Params = { params: Promise<{ account: string; number: string }> }

/** The rows whose leads the import's campaign rejected, as a file that can be mended and imported again. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account, number } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = wholeNumber(number)
  const view = asked === null ? null : await getImport(member.accountId, asked)
  if (!view) return Response.json({ reason: 'There is no such import.' }, { status: 404 })
  const { id, name, facts, available } = view.file
  const source = available ? { path: rowsPath(id as FileId, facts), facts, limits: fileLimits() } : null
  const body = streamOf((tx) =>
    campaignRejectedCsv(source, streamCampaignRejections(tx, member.accountId, view.number)),
  )
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachment(`campaign-${rejectedFileName(name)}`),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}
