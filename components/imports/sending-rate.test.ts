import { expect, test } from 'vitest'
import { SendingRate } from './sending-rate'
import { sendingText } from './sending-text'

test('a rate needs half a second, and goes by the last five seconds', () => {
  const rate = new SendingRate()
  rate.note({ ms: 0, bytes: 0 })
  rate.note({ ms: 400, bytes: 100 })
  expect(rate.bytesPerSecond()).toBeNull()
  for (let second = 1; second <= 10; second++) rate.note({ ms: 1000 * second, bytes: 1000 * second })
  for (let second = 11; second <= 20; second++)
    rate.note({ ms: 1000 * second, bytes: 10_000 + 10 * (second - 10) })
  expect(rate.bytesPerSecond()).toBe(10)
})

test('a rate begins anew after a pause, and when sending goes back', () => {
  const rate = new SendingRate()
  rate.note({ ms: 0, bytes: 0 })
  rate.note({ ms: 1000, bytes: 5000 })
  rate.rest()
  expect(rate.bytesPerSecond()).toBeNull()
  rate.note({ ms: 9000, bytes: 5000 })
  rate.note({ ms: 10_000, bytes: 4000 })
  rate.note({ ms: 11_000, bytes: 4500 })
  expect(rate.bytesPerSecond()).toBe(500)
})

test('what is said of a file on its way', () => {
  const way = { bytes: 300_000_000, sent: 120_000_000, state: 'sending', bytesPerSecond: 8_100_000 } as const
  expect(sendingText(way)).toBe('120 MB of 300 MB · 8.1 MB a second · about 25 seconds left')
  expect(sendingText({ ...way, bytesPerSecond: 1_000_000 })).toBe(
    '120 MB of 300 MB · 1 MB a second · about 3 minutes left',
  )
  expect(sendingText({ ...way, bytesPerSecond: 100_000_000 })).toBe('120 MB of 300 MB · 100 MB a second')
  expect(sendingText({ ...way, bytesPerSecond: null })).toBe('120 MB of 300 MB')
  expect(sendingText({ ...way, state: 'paused', bytesPerSecond: null })).toBe('120 MB of 300 MB · paused')
  expect(sendingText({ ...way, state: 'waiting' })).toBe('120 MB of 300 MB · waiting for the connection')
  expect(sendingText({ ...way, sent: way.bytes, state: 'reading' })).toBe(
    '300 MB sent. Comparing and reading…',
  )
})
