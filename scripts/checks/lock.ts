import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../environment'

/** One entry of package-lock.json, as far as we look at it. */
export type Locked = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Packages = Record<string, Locked>

/**
 * Packages for other platforms that the lock file leaves out. npm does so when its registry does not carry them, and
 * then `npm ci` refuses the lock file everywhere.
 */
export function lockFaults(packages: Packages = readLock()): string[] {
  return missingOptional(packages).map(
    ({ place, name }) => `package-lock.json leaves out ${name}, an optional part of ${place}: npm run lock`,
  )
}

/** Optional dependencies without an entry: the name, the version wanted, and whose they are. */
export function missingOptional(packages: Packages): { place: string; name: string; version: string }[] {
  const optional = Object.entries(packages).flatMap(([place, one]) =>
    Object.entries(one.optionalDependencies ?? {}).map(([name, version]) => ({ place, name, version })),
  )
  return optional.filter(({ place, name }) => !places(place, name).some((at) => packages[at]))
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
