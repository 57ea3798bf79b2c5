import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { root } from '../environment'

/** A test that failed: its file and names, and what it said, as far as it said something. */
export type Failure = { test: string; why: string }

export type Tally = { passed: number; failed: Failure[]; skipped: number }

export const nothing: Tally = { passed: 0, failed: [], skipped: 0 }

export function sum(tallies: Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: [...all.failed, ...one.failed],
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  )
}

/** The last lines of a run: each failure by name, so that the end of a long log is enough, and the numbers. */
export function inWords({ passed, failed, skipped }: Tally): string {
  const named = failed.map(({ test, why }) => `✗ ${test}\n${indented(why)}`)
  return `\n${named.join('')}${passed} passed, ${failed.length} failed, ${skipped} skipped\n`
}

const linesOfWhy = 12

function indented(why: string): string {
  return stripVTControlCharacters(why)
    .split('\n')
    .filter((line) => line.trim() && !/^ +at .*(node_modules|new Promise)/.test(line))
    .slice(0, linesOfWhy)
    .map((line) => `    ${line}\n`)
    .join('')
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().default(0),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** What vitest's JSON report says. A file that failed as a whole (it does not load) counts as one failed test. */
export function tallyOfVitest(report: unknown): Tally {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = vitestReport.parse(report)
  const failed = testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const name = relative(root, file)
    const tests = assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => ({ test: `${name} › ${one.fullName}`, why: (one.failureMessages ?? []).join('\n') }))
    return status === 'failed' && tests.length === 0 ? [{ test: name, why: message }] : tests
  })
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}

const playwrightError = z.object({ message: z.string().default('') })

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(playwrightError) })) }),
  ),
})

const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), skipped: z.int() }),
  suites: z.array(playwrightSuite),
  errors: z.array(playwrightError),
})

/** What Playwright's JSON report says. Errors outside a test count as one failed test each. */
export function tallyOfPlaywright(report: unknown): Tally {
  const { stats, suites, errors } = playwrightReport.parse(report)
  const failed = suites.flatMap(specsOf).flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        test: `${file} › ${title}`,
        why: results.flatMap((result) => result.errors.map(({ message }) => message)).join('\n'),
      })),
  )
  const outside = errors.map(({ message }) => ({ test: 'Playwright, outside a test', why: message }))
  return { passed: stats.expected, failed: [...failed, ...outside], skipped: stats.skipped }
}

function specsOf({ specs, suites = [] }: z.infer<typeof playwrightSuite>): z.infer<typeof playwrightSpec>[] {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** Reads a report with `read`; a run that left none, or ended badly without a failed test, counts as one failed. */
export async function tallyOf(file: string, code: number, read: (report: unknown) => Tally): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return { ...nothing, failed: [{ test: `${file} was not written`, why: '' }] }
  const tally = read(JSON.parse(text))
  if (code === 0 || tally.failed.length) return tally
  return {
    ...tally,
    failed: [{ test: `${file} names no failure, but the run ended with code ${code}`, why: '' }],
  }
}
