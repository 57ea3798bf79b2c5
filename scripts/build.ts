import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { startChild } from './children'
import { root, say } from './environment'

const sources = [
  '{app,components,emails,lib,public}/**',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** Builds the pages into the folder `dist` of the checkout, unless they were built from these very sources. */
export async function buildWhenNeeded(dist: string): Promise<void> {
  const marker = join(root, dist, 'built-from')
  const wanted = hashOfSources()
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return
  say('Building the pages (half a minute; again only after a change)…')
  for (const old of [marker, join(root, dist, 'BUILD_ID')]) await rm(old, { force: true })
  await build(dist)
  await writeFile(marker, wanted)
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version)
  const found = globSync(sources, { cwd: root, withFileTypes: true })
  const files = found.filter((one) => one.isFile() && !/\.test\.tsx?$/.test(one.name))
  for (const file of files.map((one) => join(one.parentPath, one.name)).sort()) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

async function build(dist: string): Promise<void> {
  const lines: string[] = []
  const child = startChild({
    name: 'build',
    args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', FAIRLEAD_DIST: dist },
    onLine: (line) => lines.push(line),
  })
  const killed = () => child.kill()
  process.once('exit', killed)
  const code = await child.ended
  process.off('exit', killed)
  const built = existsSync(join(root, dist, 'BUILD_ID'))
  if (code !== 0 || !built) throw new Error(`The pages could not be built:\n${lines.join('\n')}`)
}
