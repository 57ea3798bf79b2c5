import { createHash } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, type BuildResult, buildSync, context } from 'esbuild'
import { root } from './environment'

const folder = join(root, 'node_modules', '.cache', 'workers')
const keptMs = 60 * 60 * 1000
const bundled = new Map<string, string>()

/**
 * A script of the checkout and all it imports as one file of JavaScript; gives its path. Made anew by each process that
 * asks, which takes half a second, so there is no staleness to think of; once per process, so what a running `npm start`
 * starts again is what it started first. Nothing is read from the file after the start: who runs it does not mind when
 * it is removed.
 */
export function bundleOf(entry: string): string {
  const known = bundled.get(entry)
  if (known && isThere(known)) return known
  return keep(entry, buildSync(optionsFor(entry)))
}

/** Bundles anew whenever a file that goes into it changes, and says so when the bundle became another. Ends by the function it gives. */
export async function watchBundle(entry: string, changed: () => void): Promise<() => Promise<void>> {
  const watching = await context({
    ...optionsFor(entry),
    logLevel: 'error', // a mistake in the code is shown, and the bundle before it goes on
    plugins: [
      {
        name: 'keep',
        setup: (build) =>
          build.onEnd((result) => {
            const before = bundled.get(entry)
            if (result.errors.length === 0 && keep(entry, result) !== before) changed()
          }),
      },
    ],
  })
  await watching.watch()
  return () => watching.dispose()
}

function optionsFor(entry: string) {
  return {
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // Names and lines stay, for stack traces; what only development would run does not.
    define: { 'process.env.NODE_ENV': '"production"' },
    minifySyntax: true,
    legalComments: 'none',
    // CommonJS packages ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as makeRequire_ } from 'node:module'\nconst require = makeRequire_(import.meta.url)",
    },
    external: ['pg-native'],
    alias: {
      '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs':
        './scripts/query-compiler.cjs',
    },
    logLevel: 'silent',
  } as const satisfies BuildOptions
}

/** Writes it under the hash of what it holds, unless it is there: nobody ever reads half a file. */
function keep(entry: string, { outputFiles }: BuildResult<{ write: false }>): string {
  const code = asciiOnly(outputFiles[0]?.text ?? '')
  const name = `${createHash('sha256').update(code).digest('hex').slice(0, 32)}.js`
  mkdirSync(folder, { recursive: true })
  const file = join(realpathSync(folder), name)
  if (!isThere(file)) {
    const half = `${file}.${process.pid}`
    writeFileSync(half, code)
    renameSync(half, file)
    removeOld()
  }
  bundled.set(entry, file)
  return file
}

/** Whether it is there; then it stays for another while. */
function isThere(file: string): boolean {
  const now = new Date()
  try {
    utimesSync(file, now, now)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** V8 keeps the source, with two bytes per character as soon as one needs them. esbuild leaves those in patterns as they are. */
function asciiOnly(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function removeOld(): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (Date.now() - mtimeMs > keptMs) rmSync(file, { force: true })
  }
}
