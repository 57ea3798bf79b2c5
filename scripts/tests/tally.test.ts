import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../environment'
import { inWords, sum, tallyOfPlaywright, tallyOfVitest } from './tally'

const vitest = tallyOfVitest({
  numPassedTests: 2,
  numPendingTests: 1,
  testResults: [
    {
      name: join(root, 'lib/a.test.ts'),
      status: 'failed',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'adds', failureMessages: [] },
        {
          status: 'failed',
          fullName: 'counts rows',
          failureMessages: ['\u001b[31mexpected 3\u001b[39m\n\nto be 4\n    at new Promise (<anonymous>)'],
        },
      ],
    },
    {
      name: join(root, 'lib/b.test.ts'),
      status: 'failed',
      message: 'Cannot find module',
      assertionResults: [],
    },
    { name: join(root, 'lib/c.test.ts'), status: 'passed', message: '', assertionResults: [] },
  ],
})

const spec = (title: string, status: string, ...messages: string[]) => ({
  title,
  file: 'a.spec.ts',
  tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
})

const playwright = tallyOfPlaywright({
  stats: { expected: 5, skipped: 0 },
  suites: [
    {
      specs: [spec('opens', 'expected'), spec('passes at the second try', 'flaky', 'too late')],
      suites: [{ specs: [spec('is deep inside', 'unexpected', 'not visible')] }],
    },
  ],
  errors: [{ message: 'no browser' }],
})

test('a failed test and a file that does not load are named', () => {
  expect(vitest.failed).toEqual([
    {
      test: 'lib/a.test.ts › counts rows',
      why: '\u001b[31mexpected 3\u001b[39m\n\nto be 4\n    at new Promise (<anonymous>)',
    },
    { test: 'lib/b.test.ts', why: 'Cannot find module' },
  ])
})

test('of the browser tests those count as failed that pass at the second try only, however deep they stand', () => {
  expect(playwright.failed).toEqual([
    { test: 'a.spec.ts › passes at the second try', why: 'too late' },
    { test: 'a.spec.ts › is deep inside', why: 'not visible' },
    { test: 'Playwright, outside a test', why: 'no browser' },
  ])
})

test('the end of a run tells what failed, then the numbers', () => {
  expect(inWords(sum([vitest, playwright]))).toBe(`
✗ lib/a.test.ts › counts rows
    expected 3
    to be 4
✗ lib/b.test.ts
    Cannot find module
✗ a.spec.ts › passes at the second try
    too late
✗ a.spec.ts › is deep inside
    not visible
✗ Playwright, outside a test
    no browser
7 passed, 5 failed, 1 skipped
`)
})
