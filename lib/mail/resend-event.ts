import { Resend } from 'resend'
import { z } from 'zod'
import { oneLine } from './one-line'

/** What became of a mail that Resend had accepted. */
export type DeliveryEvent = {
  providerId: string
  delivery: 'delivered' | 'delayed' | 'bounced' | 'complained' | 'suppressed' | 'failed'
  /** A sentence for who reads the report; null when there is nothing to add. */
  reason: string | null
  /** By Resend's clock; later ones win. */
  at: Date
}

const kinds = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.suppressed': 'suppressed',
  'email.failed': 'failed',
} as const

const reasonSchema = z.object({ message: z.string().optional(), reason: z.string().optional() }).optional()

const eventSchema = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().min(1).max(200),
    bounce: reasonSchema,
    failed: reasonSchema,
    suppressed: reasonSchema,
  }),
})

type Signed = { body: string; headers: Headers; secret: string }

/**
 * An event as Resend posts it, once its signature (Standard Webhooks, by Svix) was found right.
 * 'forged': it was not signed with our secret, or longer than five minutes ago. Null: nothing about a delivery.
 */
export function readResendEvent({ body, headers, secret }: Signed): DeliveryEvent | 'forged' | null {
  const header = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? ''
  try {
    const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') }
    // The key is for sending, which is not done here.
    new Resend('re_unused').webhooks.verify({ payload: body, headers: signed, webhookSecret: secret })
  } catch {
    return 'forged'
  }
  return eventOf(body)
}

function eventOf(body: string): DeliveryEvent | null {
  const parsed = eventSchema.safeParse(JSON.parse(body))
  if (!parsed.success || !(parsed.data.type in kinds)) return null
  const { type, created_at, data } = parsed.data
  const at = new Date(created_at)
  if (Number.isNaN(at.getTime())) return null
  const said = data.bounce ?? data.failed ?? data.suppressed
  const reason = said?.message ?? said?.reason ?? null
  return {
    providerId: data.email_id,
    delivery: kinds[type as keyof typeof kinds],
    reason: reason && oneLine(reason, 300),
    at,
  }
}
