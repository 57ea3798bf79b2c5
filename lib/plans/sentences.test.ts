import { expect, test } from 'vitest'
import { askForLargerPlan, planDifference, planRefusal, planSize } from './sentences'

test('a plan that is too small says how many leads to delete first', () => {
  expect(planRefusal('starter', 4_120)).toBe(
    'You have 4,120 leads. Starter holds 1,000. Delete 3,120 leads first.',
  )
  expect(planRefusal('trial', 101)).toBe('You have 101 leads. Trial holds 100. Delete 1 lead first.')
})

test('a plan that holds exactly the leads there are is not refused', () => {
  expect(planRefusal('trial', 100)).toBeNull()
  expect(planRefusal('unlimited', 10_000_000)).toBeNull()
})

test('says the difference between two plans in leads', () => {
  expect(planDifference('trial', 'starter')).toBe('You’d have room for 900 more leads')
  expect(planDifference('growth', 'starter')).toBe('You’d have room for 24,000 fewer leads')
  expect(planDifference('starter', 'starter')).toBe('This is the plan you have')
  expect(planDifference('unlimited', 'agency')).toBe('You’d have room for 100,000 leads')
  expect(planDifference('trial', 'unlimited')).toBe('You’d have room for any number of leads')
  expect(planSize('unlimited')).toBe('any number of leads')
})

test('a member asks an admin with the figures and the link', () => {
  const account = { name: 'Acme', leadCount: 100, leadsMax: 100 }
  expect(askForLargerPlan(account, 'https://x.test/acme/settings/billing')).toBe(
    'Could you raise the lead limit of Acme? 100 of 100 leads are used. https://x.test/acme/settings/billing',
  )
})
