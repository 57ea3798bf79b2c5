import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../environment'
import { gateFaults } from './gates'
import { importFaults } from './imports'
import { isolationFaults } from './isolation'
import { lockFaults } from './lock'
import { versionFaults } from './versions'

export type Check = { name: string; seconds: number; faults: string[] }

const tools = 'node_modules'
const checks: Record<string, () => string[] | Promise<string[]>> = {
  types: () => tool('typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.check.json'),
  'form and lint': () => tool('@biomejs/biome/bin/biome', 'ci', '--colors=off'),
  'import directions': () => importFaults(),
  'gates of pages, actions and handlers': () => gateFaults(),
  'isolation: doors and what is expected of them': () => isolationFaults(),
  'unused code': () => tool('knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  'minimum versions': () => versionFaults(),
  'lock file': () => lockFaults(),
}

/** Runs the static checks, two at a time; `onDone` hears of each as it ends. Gives back those that found something. */
export async function runChecks(onDone: (check: Check) => void): Promise<Check[]> {
  const waiting = Object.entries(checks)
  const failed: Check[] = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begun = performance.now()
      const faults = await next[1]()
      const check = { name: next[0], seconds: (performance.now() - begun) / 1000, faults }
      if (faults.length) failed.push(check)
      onDone(check)
    }
  }
  await Promise.all([lane(), lane()])
  return failed
}

/** Runs a tool from npm: what it printed when it ended with an error, else nothing. */
function tool(file: string, ...args: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [join(root, tools, file), ...args], options, (error, stdout, stderr) => {
      resolve(error ? [`${stdout}${stderr}`.trim() || error.message] : [])
    })
  })
}
