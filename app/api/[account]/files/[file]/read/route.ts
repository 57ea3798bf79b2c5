import { z } from 'zod'
import { memberOfRequest } from '@/lib/auth/session'
import type { FileId } from '@/lib/db/ids'
import { takeArrived } from '@/lib/imports/arrived'

type Params = { params: Promise<{ account: string; file: string }> }

const askedSchema = z.object({
  file: z.uuid(),
  /** Of the file as the browser has it. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Takes in a file that has arrived; the answer is what reading it said. Asked again it answers the same. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { account, file } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const asked = askedSchema.safeParse({ file, ...Object(await request.json().catch(() => null)) })
  if (!asked.success) return answer(400, { reason: 'This was not understood. Choose the file again.' })
  const result = await takeArrived(member, asked.data.file as FileId, asked.data.sha256)
  switch (result.kind) {
    case 'done': {
      const { fileId, name, facts } = result.value
      return answer(201, { fileId, name, facts })
    }
    case 'refused':
      return answer(422, { reason: result.reason })
    case 'invalid':
      return answer(422, { reason: Object.values(result.fields).join(' ') })
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
