import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { bookDelivery } from '@/lib/mail/deliveries'
import { readResendEvent } from '@/lib/mail/resend-event'

const bytesMax = 256_000

/** Where Resend says what became of a mail. Its signature is the gate; of mails that are not ours nothing is kept. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().RESEND_WEBHOOK_SECRET
  if (!secret) return answer(404, 'No webhook is set up.')
  if (Number(request.headers.get('content-length') ?? bytesMax + 1) > bytesMax)
    return answer(413, 'Too long.')
  const event = readResendEvent({ body: await request.text(), headers: request.headers, secret })
  if (event === 'forged') return answer(401, 'The signature is not right.')
  if (event === null) return answer(200, 'Nothing to note.')
  const known = await bookDelivery(event)
  log.info({ delivery: event.delivery, known }, 'mail provider reported a delivery')
  return answer(200, known ? 'Noted.' : 'Not a mail of ours.')
}

function answer(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } })
}
