import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MailMessage } from './message'
import { resendTransport } from './resend'
import { type ResendStep, startResendServer } from './test-resend'

const message: MailMessage = {
  from: { name: 'Fairlead', address: 'reports@fairlead.test' },
  to: { name: 'Ana', address: 'ana@acme.test' },
  subject: 'Import report: 1 added (spring.csv)',
  html: '<p>Added 1 new lead</p>',
  text: 'Added 1 new lead\n',
  headers: { 'X-Fairlead-Import': 'acme/41', 'Auto-Submitted': 'auto-generated' },
  messageId: '<0123@fairlead.test>',
}

let server: Awaited<ReturnType<typeof startResendServer>>
beforeEach(async () => {
  server = await startResendServer()
})
afterEach(() => server.stop())

const transport = (timeoutMs = 5_000) => resendTransport({ key: 're_test', baseUrl: server.url, timeoutMs })

test('sends both parts and the headers under the key', async () => {
  expect(await transport().send(message, 'import-report/a/41/x')).toEqual({
    kind: 'sent',
    providerId: 'id-1',
  })
  expect(server.keys).toEqual(['import-report/a/41/x'])
  expect(server.letters()).toEqual([
    {
      from: '"Fairlead" <reports@fairlead.test>',
      to: ['ana@acme.test'],
      subject: message.subject,
      html: message.html,
      text: message.text,
      headers: message.headers,
    },
  ])
})

test.for<[ResendStep, object]>([
  ['rate_limit', { kind: 'put_off', afterSeconds: 77, reason: 'Resend answered 429: Too many requests' }],
  ['error_500', { kind: 'put_off' }],
  ['concurrent', { kind: 'put_off' }],
  ['refuse', { kind: 'refused', reason: 'Resend answered 422: The domain is not verified.' }],
  ['accept_then_502', { kind: 'unknown' }],
  ['accept_then_reset', { kind: 'unknown' }],
  ['accept_then_garbage', { kind: 'unknown' }],
  ['reset', { kind: 'unknown' }],
])('%s', async ([step, delivery]) => {
  server.script.push(step)
  expect(await transport().send(message, 'key')).toMatchObject(delivery)
})

test('no answer in time: unknown; the same key again is the same mail', async () => {
  server.script.push('accept_then_silence')
  expect(await transport(200).send(message, 'key')).toMatchObject({ kind: 'unknown' })
  // As it comes back from the database, where the order of the headers is not kept.
  const stored = { ...message, headers: Object.fromEntries(Object.entries(message.headers).reverse()) }
  expect(await transport().send(stored, 'key')).toEqual({ kind: 'sent', providerId: 'id-1' })
  expect(server.accepted.size).toBe(1)
})

test('a key that Resend has seen with another content: unknown, for the first may have gone out', async () => {
  await transport().send(message, 'key')
  expect(await transport().send({ ...message, text: 'other' }, 'key')).toMatchObject({ kind: 'unknown' })
})

test('a wrong API key is a refusal that names it', async () => {
  const wrong = resendTransport({ key: 're_wrong', baseUrl: server.url })
  expect(await wrong.send(message, 'key')).toEqual({
    kind: 'refused',
    reason: 'Resend answered 401: API key is invalid',
  })
})
