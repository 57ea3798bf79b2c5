import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startChild } from '../children'
import { root } from '../environment'
import { tallyOf, tallyOfPlaywright } from './tally'
import type { ToolRun } from './vitest'

type Given = { env: Record<string, string>; chromium: string; filters: string[]; report: string }

/** Runs Playwright against the app that `env` names. */
export function runPlaywright({ env, chromium, filters, report }: Given): ToolRun {
  const child = startChild({
    name: 'playwright',
    args: [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--pass-with-no-tests', ...filters],
    env: { ...env, ...fonts(chromium), PLAYWRIGHT_CHROMIUM: chromium, FAIRLEAD_E2E_REPORT: report },
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return { child, tally: child.ended.then((code) => tallyOf(report, code, tallyOfPlaywright)) }
}

/** On a system without any, the browser uses the fonts that came with it. */
function fonts(chromium: string): Record<string, string> {
  const own = join(dirname(chromium), 'fonts')
  return !existsSync('/etc/fonts') && existsSync(own) ? { FONTCONFIG_PATH: own } : {}
}
