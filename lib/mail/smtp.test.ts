import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MailMessage } from './message'
import { smtpTransport } from './smtp'
import { type SmtpStep, startSmtpServer } from './test-smtp'

const message: MailMessage = {
  from: { name: 'Fairlead, "Reports"', address: 'reports@fairlead.test' },
  to: { name: 'Ana <b>', address: 'ana@acme.test' },
  subject: 'Import report: 1 added (spring – 春.csv)',
  html: '<p>Added 1 new lead</p>',
  text: 'Added 1 new lead\n.\nOpen the report\n',
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Fairlead-Import': 'acme/41' },
  messageId: '<0123@fairlead.test>',
}

let server: Awaited<ReturnType<typeof startSmtpServer>>
beforeEach(async () => {
  server = await startSmtpServer()
})
afterEach(() => server.stop())

const send = (timeoutMs = 5_000) => smtpTransport({ url: server.url, timeoutMs }).send(message, 'key')

test('hands over both parts, the headers and one recipient', async () => {
  expect(await send()).toEqual({ kind: 'sent', providerId: '<0123@fairlead.test>' })
  const [{ envelope, mail, raw }] = server.received as [(typeof server.received)[0]]
  expect(envelope).toEqual({ from: 'reports@fairlead.test', to: ['ana@acme.test'] })
  expect(mail.subject).toBe(message.subject)
  expect(mail.text).toBe(message.text)
  expect(mail.html).toBe(message.html)
  expect(mail.from?.value).toEqual([message.from])
  expect(mail.messageId).toBe(message.messageId)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.headers.get('x-fairlead-import')).toBe('acme/41')
  expect(raw).toMatch(/^Content-Type: multipart\/alternative/m)
  expect(raw).not.toMatch(/^(Cc|Bcc|List-Unsubscribe):/im)
})

test.for<[SmtpStep, string, string]>([
  ['busy', 'put_off', 'answered 451'],
  ['refuse_recipient', 'refused', 'answered 550'],
  ['refuse_message', 'refused', 'answered 554'],
  ['cut_before_message', 'put_off', 'could not be reached'],
  ['accept_then_cut', 'unknown', 'before it confirmed'],
])('%s: %s', async ([step, kind, reason]) => {
  server.script.push(step)
  const delivery = await send()
  expect(delivery.kind).toBe(kind)
  expect(delivery).toHaveProperty('reason', expect.stringContaining(reason))
})

test('a server that takes the mail and says nothing: unknown, within the time-out', async () => {
  server.script.push('accept_then_silence')
  expect(await send(900)).toMatchObject({ kind: 'unknown' })
})

test('no server: put off', async () => {
  await server.stop()
  expect(await send()).toMatchObject({ kind: 'put_off', reason: expect.stringContaining('ECONNREFUSED') })
  server = await startSmtpServer()
})

test('a server that never greets: put off, within the time-out', async () => {
  const { createServer } = await import('node:net')
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => mute.once('listening', resolve))
  const { port } = mute.address() as { port: number }
  const transport = smtpTransport({ url: `smtp://127.0.0.1:${port}`, timeoutMs: 300 })
  expect(await transport.send(message, 'key')).toMatchObject({ kind: 'put_off' })
  mute.close()
})
