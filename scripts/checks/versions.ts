import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../environment'

/** Older ones have known holes (Next 16.2.5 and before: bypass and denial of service; nodemailer before 7: misrouting). */
const least: Record<string, string> = {
  next: '16.2.6',
  react: '19.2.6',
  'react-dom': '19.2.6',
  nodemailer: '10.0.0',
}

/** Installed packages that are older than a version with a hole mended. */
export function versionFaults(installed: (name: string) => string = installedVersion): string[] {
  return Object.entries(least).flatMap(([name, wanted]) => {
    const version = installed(name)
    return isOlder(version, wanted)
      ? [`${name} ${version} is older than ${wanted}, which mends a security hole`]
      : []
  })
}

function installedVersion(name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function isOlder(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split(/[.-]/).map(Number))
  for (let part = 0; part < 3; part++) {
    const [mine = 0, its = 0] = [a?.[part], b?.[part]]
    if (mine !== its) return mine < its
  }
  return false
}
