import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with the next request; `accept` when the script has run out. */
export type ResendStep =
  | 'accept'
  | 'rate_limit'
  | 'error_500'
  | 'accept_then_502'
  | 'accept_then_silence'
  | 'accept_then_reset'
  | 'accept_then_garbage'
  | 'reset'
  | 'refuse'
  | 'concurrent'

type Letter = {
  from: string
  to: string[]
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}

/**
 * Speaks Resend's `POST /emails` on loopback: accepts a key once and then gives the same answer again, refuses a key
 * that comes back with another body, and fails as scripted.
 */
export async function startResendServer(script: ResendStep[] = []) {
  const accepted = new Map<string, { id: string; body: string; letter: Letter }>()
  const keys: string[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await textOf(request)
    const key = String(request.headers['idempotency-key'])
    if (
      request.method !== 'POST' ||
      request.url !== '/emails' ||
      request.headers.authorization !== 'Bearer re_test'
    )
      return reply(response, 401, { name: 'invalid_api_key', message: 'API key is invalid', statusCode: 401 })
    keys.push(key)
    const step = script.shift() ?? 'accept'
    if (!step.startsWith('accept')) return fail(step, response)
    const known = accepted.get(key)
    if (known && known.body !== body)
      return reply(response, 409, {
        name: 'invalid_idempotent_request',
        message: 'Key used before',
        statusCode: 409,
      })
    const mail = known ?? { id: `id-${accepted.size + 1}`, body, letter: JSON.parse(body) as Letter }
    accepted.set(key, mail)
    answerAccepted(step, mail.id, response)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script,
    /** Mails that went out, by key. */
    accepted,
    /** The key of each request, in order. */
    keys,
    letters: () => [...accepted.values()].map(({ letter }) => letter),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function answerAccepted(step: ResendStep, id: string, response: ServerResponse) {
  if (step === 'accept_then_silence') return
  if (step === 'accept_then_reset') return void response.socket?.resetAndDestroy()
  if (step === 'accept_then_502') return void response.writeHead(502).end('<html>Bad gateway</html>')
  if (step === 'accept_then_garbage')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "id-')
  reply(response, 200, { id })
}

function fail(step: ResendStep, response: ServerResponse) {
  if (step === 'reset') return void response.socket?.resetAndDestroy()
  if (step === 'rate_limit') response.setHeader('retry-after', '77')
  const answers = {
    rate_limit: { name: 'rate_limit_exceeded', message: 'Too many requests', statusCode: 429 },
    refuse: { name: 'validation_error', message: 'The domain is not verified.', statusCode: 422 },
    concurrent: { name: 'concurrent_idempotent_requests', message: 'In progress', statusCode: 409 },
    error_500: { name: 'internal_server_error', message: 'Something broke', statusCode: 500 },
  }
  const body = answers[step as keyof typeof answers]
  reply(response, body.statusCode, body)
}

function reply(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
