import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Locked, missingOptional } from './checks/lock'
import { root } from './environment'

// `npm run lock`: names in package-lock.json the packages of other platforms that npm left out because its registry does
// not carry them. Without them `npm ci` refuses the file on every machine.
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32']
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]

const file = join(root, 'package-lock.json')
const lock = JSON.parse(await readFile(file, 'utf8')) as { packages: Record<string, Locked> }
const missing = missingOptional(lock.packages)
for (const { place, name, version } of missing) {
  lock.packages[`node_modules/${name}`] = entry(name, version, lock.packages[place]?.dev)
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
process.stdout.write(`Added ${missing.length} packages of other platforms.\n`)

/** What npm would write, without the checksum: "@next/swc-linux-x64-musl" says what it runs on. */
function entry(name: string, version: string, dev?: boolean): Locked {
  const words = name.split(/[-./@]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const c = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu')) && 'glibc'
  return {
    version: version.replace(/^[\^~]/, ''),
    ...(cpu.length ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(c && os.includes('linux') ? { libc: [c] } : {}),
    optional: true,
    ...(os.length ? { os } : {}),
  }
}
