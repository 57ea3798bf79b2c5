import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../environment'

type Packages = Record<string, { version?: string; optionalDependencies?: Record<string, string> }>

/**
 * Packages for other platforms that the lock file leaves out. npm does so when its registry does not carry them, and
 * then `npm ci` refuses the lock file everywhere.
 */
export function lockFaults(packages: Packages = readLock()): string[] {
  const optional = Object.entries(packages).flatMap(([place, one]) =>
    Object.keys(one.optionalDependencies ?? {}).map((name) => ({ place, name })),
  )
  return optional
    .filter(({ place, name }) => !places(place, name).some((at) => packages[at]))
    .map(({ place, name }) => `package-lock.json names no version of ${name}, an optional part of ${place}`)
}

/** Where npm would find `name` from `place`: in its own node_modules, or in one further up. */
function places(place: string, name: string): string[] {
  const steps = place.split('/node_modules/')
  const above = steps.map((_, index) => steps.slice(0, index + 1).join('/node_modules/'))
  return [`node_modules/${name}`, ...above.map((at) => `${at}/node_modules/${name}`)]
}

function readLock(): Packages {
  return (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Packages })
    .packages
}
