import { join } from 'node:path'
import type { TestServer } from '../../lib/db/test-server'
import { type Child, startChild } from '../children'
import { root } from '../environment'
import { type Tally, tallyOf, tallyOfVitest } from './tally'

export type ToolRun = { child: Child; tally: Promise<Tally> }

type Given = {
  /** "unit", "db" */
  projects: string[]
  /** Parts of file names; none = all files. */
  filters: string[]
  /** Gets the report. */
  folder: string
  /** For the database tests. */
  server?: TestServer
}

/** Runs vitest. */
export function runVitest({ projects, filters, folder, server }: Given): ToolRun {
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
    env: server ? { FAIRLEAD_TEST_SERVER: server.url('postgres'), FAIRLEAD_TEST_FOLDER: server.folder } : {},
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return { child, tally: child.ended.then((code) => tallyOf(report, code, tallyOfVitest)) }
}
