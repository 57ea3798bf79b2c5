import { z } from 'zod'
import type { MailAddress, MailMessage } from './message'
import type { Delivery, Transport } from './transport'

type Settings = { key: string; baseUrl?: string; timeoutMs?: number }

/** Resend's API. It keeps an idempotency key for 24 hours and gives the first answer again. */
export function resendTransport({ key, baseUrl, timeoutMs = 30_000 }: Settings): Transport {
  return {
    name: 'Resend',
    honoursKeys: true,
    keepsMessage: false,
    send: async (message, idempotencyKey) => {
      const { Resend } = await import('resend') // at the first mail: memory, as with the HTML
      const resend = new Resend(key, baseUrl ? { baseUrl } : undefined)
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await resend.emails.send(letterOf(message), { idempotencyKey, signal })
      return answer.error ? deliveryOf(answer.error, answer.headers ?? {}) : acceptedAs(answer.data)
    },
  }
}

/** The same message always gives the same bytes: Resend refuses a key that comes back with another content. */
function letterOf({ from, to, subject, html, text, headers }: MailMessage) {
  const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { from: mailboxText(from), to: [to.address], subject, html, text, headers: sorted }
}

function mailboxText({ name, address }: MailAddress): string {
  return name === '' ? address : `"${name.replace(/["\\\r\n]/g, '')}" <${address}>`
}

/** A body that is not Resend's says nothing about what happened to the mail. */
function acceptedAs(data: unknown): Delivery {
  const answer = z.object({ id: z.string().min(1).max(200) }).safeParse(data)
  return answer.success
    ? { kind: 'sent', providerId: answer.data.id }
    : { kind: 'unknown', reason: 'Resend gave an answer that could not be read.' }
}

const refusalSchema = z.object({ name: z.string(), message: z.string(), statusCode: z.number().nullable() })

function deliveryOf(error: unknown, headers: Record<string, string>): Delivery {
  const read = refusalSchema.safeParse(error)
  if (!read.success) return { kind: 'unknown', reason: 'Resend gave an answer that could not be read.' }
  const refusal = read.data
  const status = refusal.statusCode
  if (status === null)
    return { kind: 'unknown', reason: 'Resend could not be reached, or broke off before it answered.' }
  if (refusal.name === 'invalid_idempotent_request')
    return { kind: 'unknown', reason: 'Resend has had this mail before, with another content.' }
  const reason = `Resend answered ${status}: ${refusal.message.slice(0, 200)}`
  // A gateway's error does not say whether Resend behind it had the mail already.
  if (status === 502 || status === 504) return { kind: 'unknown', reason }
  const putOff =
    status >= 500 || [408, 425, 429].includes(status) || refusal.name === 'concurrent_idempotent_requests'
  return putOff
    ? { kind: 'put_off', reason, afterSeconds: retryAfterSeconds(headers) }
    : { kind: 'refused', reason }
}

/** Seconds, or a date measured against the answer's own Date header: clocks of two machines are not compared. */
function retryAfterSeconds(headers: Record<string, string>): number | null {
  const value = headers['retry-after']
  if (value === undefined) return null
  if (/^\d+$/.test(value)) return Number(value)
  const seconds = (Date.parse(value) - Date.parse(headers.date ?? '')) / 1000
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}
