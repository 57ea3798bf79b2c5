import { memberOfRequest } from '@/lib/auth/session'
import { answerArriving } from '@/lib/imports/arriving'

type Params = { params: Promise<{ account: string; file: string }> }

/** How much of a file has arrived (tus). */
export async function HEAD(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  return member instanceof Response ? member : answerArriving(member, request)
}

/** The next bytes of a file (tus), streamed to disk. */
export async function PATCH(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  return member instanceof Response ? member : answerArriving(member, request)
}

/** Forgets a file that has not been read yet (tus: termination). */
export async function DELETE(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  return member instanceof Response ? member : answerArriving(member, request)
}
