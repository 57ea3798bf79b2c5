import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { memberOfRequest } from '@/lib/auth/session'
import type { ExportId } from '@/lib/db/ids'
import { exportPath } from '@/lib/exports/files'
import { getExport } from '@/lib/exports/queries'

type Params = { params: Promise<{ account: string; id: string }> }

/** The file of an export that is ready. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account, id } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = z.uuid().safeParse(id).data as ExportId | undefined
  const view = asked ? await getExport(member.accountId, asked) : null
  if (view?.status !== 'done' || view.bytes === null)
    return Response.json({ reason: 'There is no such export, or it is not ready.' }, { status: 404 })
  const day = view.createdAt.toISOString().slice(0, 10)
  const body = Readable.toWeb(createReadStream(exportPath(view.id))) as ReadableStream<Uint8Array>
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Length': String(view.bytes),
      // A slug is plain ASCII, so RFC 6266 needs no encoded form of the name.
      'Content-Disposition': `attachment; filename="leads-${member.account.slug}-${day}.csv"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
