import { expect, test } from 'vitest'
import { checkingDone, checkingText } from './check-reading'

test('says how far it is in words', () => {
  expect(checkingText(41_200, 'comparing')).toBe('Checking 41,200 rows… 2 of 2: comparing with your leads')
  expect(checkingText(1, 'waiting')).toBe('Checking 1 row… waiting')
})

test('the bar only ever moves on, from the first reading to the end of the second', () => {
  const at = (stage: 'waiting' | 'reading' | 'comparing', rowsDone: number) => {
    const { value, max } = checkingDone({ status: 'running', stage, rowsDone }, 100)
    return value / max
  }
  const steps = [
    at('waiting', 0),
    at('reading', 50),
    at('reading', 103),
    at('comparing', 0),
    at('comparing', 60),
  ]
  expect(steps).toEqual([0, 0.125, 0.25, 0.25, 0.7])
  expect(at('comparing', 103)).toBe(1)
  expect(checkingDone({ status: 'running', stage: 'comparing', rowsDone: 0 }, 0).max).toBe(1)
})
