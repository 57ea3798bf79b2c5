import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Child, type Kept, keepRunning, startChild } from './children'

const tidying: Kept[] = []
afterEach(async () => {
  for (const kept of tidying.splice(0)) await kept.stop()
})

/** One that runs until it is told to end. */
function startSleeper(): Child {
  return startChild({ name: 'sleeper', args: ['-e', 'setTimeout(() => {}, 60_000)'], onLine: () => {} })
}

test('what ends is started again, also when it cannot be at first', async () => {
  const said: string[] = []
  const started: Child[] = []
  let failures = 1
  const start = () => {
    if (started.length > 0 && failures-- > 0) throw new Error('There is a mistake in the code.')
    const child = startSleeper()
    started.push(child)
    return child
  }
  tidying.push(keepRunning(start, (line) => said.push(line)))
  started[0]?.process.kill('SIGKILL')
  await expect.poll(() => started.length).toBe(2)
  const mistake = 'There is a mistake in the code.'
  expect(said).toEqual(['The sleeper ended (1); starting it again.', mistake])
  expect(started[1]?.process.exitCode).toBeNull()
})

test('the first start throws why it cannot', () => {
  const start = () => {
    throw new Error('There is a mistake in the code.')
  }
  expect(() => keepRunning(start, () => {})).toThrow('There is a mistake in the code.')
})

test('what is renewed ends and is there again at once, without a word; what is stopped stays away', async () => {
  const said: string[] = []
  const started: Child[] = []
  const start = () => {
    const child = startSleeper()
    started.push(child)
    return child
  }
  const kept = keepRunning(start, (line) => said.push(line))
  tidying.push(kept)
  await kept.renew()
  await expect.poll(() => started.length).toBe(2)
  expect(started[0]?.process.signalCode).toBe('SIGTERM')
  await kept.stop()
  expect(started[1]?.process.signalCode).toBe('SIGTERM')
  await pause(1_200) // longer than the pause before a start again
  expect(started.length).toBe(2)
  expect(said).toEqual([])
})
