import { memberOfRequest } from '@/lib/auth/session'
import { answerArriving } from '@/lib/imports/arriving'

type Params = { params: Promise<{ account: string }> }

/** Says that a file is to come (tus: creation): its name, and its size, which is checked before a byte is taken. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { account } = await params
  const member = await memberOfRequest(request, account)
  return member instanceof Response ? member : answerArriving(member, request)
}
