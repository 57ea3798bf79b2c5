import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../environment'

/** One import of one file: `to` is a path of ours without extension, or the name of a package. */
export type Import = { from: string; to: string; line: number; typeOnly: boolean; ours: boolean }

const folders = '{app,bench,components,e2e,emails,lib,prisma,scripts,torture}'
const statement =
  /^(?:import|export)\s+(type\s)?((?:[^'";]*?)\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Every import of our files, the generated database client apart. Paths are relative to the checkout. */
export function readImports(): Import[] {
  const files = globSync(`${folders}/**/*.{ts,tsx,mjs}`, { cwd: root })
  return files.filter((file) => !file.startsWith('lib/db/generated/')).flatMap(importsOf)
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(statement)].map((match) => {
    const [, typeWord, names = '', fixed, dynamic] = match
    const target = fixed ?? dynamic ?? ''
    const to = resolveOurs(file, target)
    return {
      from: file,
      to: to ?? target,
      ours: to !== null,
      line: text.slice(0, match.index).split('\n').length,
      typeOnly: typeWord !== undefined || onlyTypes(names),
    }
  })
}

/** `{ type A, type B } from`: nothing is left of it when it runs. */
function onlyTypes(names: string): boolean {
  const inside = names.match(/^\{([^}]*)\}\s+from\s+$/)?.[1]
  return inside?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false
}

function resolveOurs(file: string, target: string): string | null {
  if (target.startsWith('@/')) return withExtension(target.slice(2))
  if (target.startsWith('.')) return withExtension(relative(root, join(root, dirname(file), target)))
  return null
}

function withExtension(path: string): string {
  const found = ['', '.ts', '.tsx', '.mjs'].map((end) => path + end).find(isFile)
  return found ?? path
}

function isFile(path: string): boolean {
  const whole = join(root, path)
  return existsSync(whole) && statSync(whole).isFile()
}
