import { z } from 'zod'
import type { ReceivedFile } from '@/components/imports/received-file'
import { memberOfRequest } from '@/lib/auth/session'
import { matchFile } from '@/lib/imports/match-columns'
import { receiveFile } from '@/lib/imports/mutations'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { refused } from '@/lib/result'

type Params = { params: Promise<{ account: string }> }

const noStore = { 'Cache-Control': 'no-store' }

/** `X-File-Name` is URI-encoded: a header holds no other letters. */
const fileNameSchema = z
  .string()
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      context.addIssue('The file name is not URI-encoded.')
      return z.NEVER
    }
  })
  .pipe(z.string().min(1).max(1000))

/** Takes a file in: the body is the file, streamed to disk; the answer is what reading it said. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  if (member instanceof Response) return member
  const name = fileNameSchema.safeParse(request.headers.get('X-File-Name') ?? undefined)
  if (!name.success) return refusal(400, 'The request names no file.')
  const result = await receiveFile(member.accountId, member.userId, {
    name: name.data,
    stream: request.body ?? new ReadableStream({ start: (empty) => empty.close() }),
    bytesDeclared: bytesDeclared(request),
  }).catch((error) => {
    // Cancel, a closed tab, a lost connection: nothing was kept, and nobody is there to be told.
    if (request.signal.aborted) return refused('The file was not sent to its end.')
    throw error
  })
  if (result.kind === 'refused') return refusal(422, result.reason)
  if (result.kind === 'invalid') return refusal(422, Object.values(result.fields).join(' '))
  const { fileId, name: shown, bytes, facts } = result.value
  const matches = matchFile(facts, await customFieldNames(member.accountId))
  const received: ReceivedFile = { fileId, name: shown, bytes, facts, matches }
  return Response.json(received, { status: 201, headers: noStore })
}

function bytesDeclared(request: Request): number | null {
  const declared = request.headers.get('Content-Length')
  return declared !== null && /^\d{1,15}$/u.test(declared) ? Number(declared) : null
}

function refusal(status: number, reason: string): Response {
  return Response.json({ reason }, { status, headers: noStore })
}
