import { pool } from '../db/client'
import type { DeliveryEvent } from './resend-event'

/**
 * Writes down what became of a mail. Events may come twice and in any order: the latest by the provider's clock stands.
 * Of a mail we do not know nothing is written. Gives whether one was found.
 */
export async function bookDelivery({ providerId, delivery, reason, at }: DeliveryEvent): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE mails SET delivery = $2::mail_delivery, delivery_reason = $3, delivery_at = $4
     WHERE provider_id = $1 AND (delivery_at IS NULL OR delivery_at <= $4)`,
    [providerId, delivery, reason, at],
  )
  return (rowCount ?? 0) > 0
}
