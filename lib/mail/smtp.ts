import type { NodemailerError } from 'nodemailer/lib/errors'
import type { MailMessage } from './message'
import type { Delivery, Transport } from './transport'

/**
 * A mail server. SMTP knows no keys: once the whole message was given to the server and its answer did not come, the
 * mail may or may not be on its way, and a second try could be a second mail.
 */
export function smtpTransport({ url, timeoutMs = 30_000 }: { url: string; timeoutMs?: number }): Transport {
  return {
    name: 'SMTP',
    honoursKeys: false,
    keepsMessage: false,
    send: (message) => sendBySmtp(url, timeoutMs, message),
  }
}

async function sendBySmtp(url: string, timeoutMs: number, message: MailMessage): Promise<Delivery> {
  const progress = { wholeMessageGiven: false }
  const { createTransport } = await import('nodemailer') // at the first mail: memory, as with the HTML
  const mailer = createTransport({
    url,
    connectionTimeout: timeoutMs / 3,
    greetingTimeout: timeoutMs / 3,
    dnsTimeout: timeoutMs / 3,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The server gets the message only after it said 354, so its end tells on which side of acceptance we are.
  mailer.use('stream', (mail, done) => {
    mail.message.processFunc((input) => {
      input.once('end', () => {
        progress.wholeMessageGiven = true
      })
      return input
    })
    done()
  })
  try {
    const sent = await mailer.sendMail({
      ...message,
      envelope: { from: message.from.address, to: [message.to.address] },
      signal: AbortSignal.timeout(timeoutMs * 1.5),
    })
    return { kind: 'sent', providerId: sent.messageId }
  } catch (error) {
    return deliveryOf(error as NodemailerError, progress.wholeMessageGiven)
  } finally {
    mailer.close()
  }
}

function deliveryOf(error: NodemailerError, wholeMessageGiven: boolean): Delivery {
  if (error.responseCode) {
    const reason = `The mail server answered ${error.responseCode}.`
    // Refused log-ins and greetings are about our settings; once those are right the same mail goes through.
    const aboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
    return error.permanent && aboutMail
      ? { kind: 'refused', reason }
      : { kind: 'put_off', reason, afterSeconds: null }
  }
  if (wholeMessageGiven)
    return { kind: 'unknown', reason: 'The mail server took the mail and broke off before it confirmed.' }
  return {
    kind: 'put_off',
    reason: `The mail server could not be reached (${error.originalCode ?? error.code ?? error.name}).`,
    afterSeconds: null,
  }
}
