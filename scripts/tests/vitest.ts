import { join } from 'node:path'
import { type Child, startChild } from '../children'
import { root } from '../environment'
import { type Tally, tallyOf, tallyOfVitest } from './tally'

export type ToolRun = { child: Child; tally: Promise<Tally> }

/** Runs vitest's projects ("unit", "db") on the files that match `filters`, all when there are none. */
export function runVitest(
  projects: string[],
  filters: string[],
  folder: string,
  serverUrl?: string,
): ToolRun {
  const report = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const child = startChild({
    name: 'vitest',
    args: [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--passWithNoTests',
      ...projects.map((project) => `--project=${project}`),
      ...reporters,
      ...filters,
    ],
    env: { ...(serverUrl ? { FAIRLEAD_TEST_SERVER: serverUrl } : {}) },
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return { child, tally: child.ended.then((code) => tallyOf(report, code, tallyOfVitest)) }
}
