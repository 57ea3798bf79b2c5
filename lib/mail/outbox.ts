import type { Transport } from './transport'

/** Keeps mail in the database, where the outbox page shows it. For running without a mail provider. */
export function outboxTransport(): Transport {
  return {
    name: 'outbox',
    honoursKeys: true, // the message is stored with the mail itself: twice stored is once stored
    keepsMessage: true,
    send: async () => ({ kind: 'sent', providerId: null }),
  }
}
