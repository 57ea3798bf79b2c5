import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../environment'

/** A way into the application that a request can take. */
export type Door = {
  kind: 'page' | 'handler' | 'action'
  /** What its expectation is filed under: "app/…/page.tsx", "app/…/route.ts GET", "app/…/actions.ts#cleanListAction". */
  key: string
  file: string
  /** The address with its parameters: "/[account]/imports/[number]"; for an action empty. */
  path: string
  /** GET, POST…; the exported name of an action. */
  name: string
}

/** Every page, route handler and server action under app/, from the file tree. */
export function readDoors(): Door[] {
  const files = globSync('app/**/*.{ts,tsx}', { cwd: root }).sort()
  return files.flatMap((file) => doorsOf(file, readFileSync(join(root, file), 'utf8')))
}

/** The doors one file opens. */
export function doorsOf(file: string, text: string): Door[] {
  if (/\/page\.tsx$/.test(file)) return [{ kind: 'page', key: file, file, path: pathOf(file), name: 'GET' }]
  if (/\/route\.tsx?$/.test(file))
    return exported(text, /[A-Z]+/).map((name) => ({
      kind: 'handler',
      key: `${file} ${name}`,
      file,
      path: pathOf(file),
      name,
    }))
  if (!/^['"]use server['"]/.test(text)) return []
  return exported(text, /\w+/).map((name) => ({
    kind: 'action',
    key: `${file}#${name}`,
    file,
    path: '',
    name,
  }))
}

function exported(text: string, name: RegExp): string[] {
  const head = new RegExp(`^export (?:async function|const) (${name.source})\\b`, 'gm')
  return [...text.matchAll(head)].map((match) => match[1] ?? '')
}

/** "app/(account)/[account]/leads/page.tsx" → "/[account]/leads" */
function pathOf(file: string): string {
  const parts = file.split('/').slice(1, -1)
  return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`
}

/** The parts of an address in brackets, each by the names its value may stand under: ["campaigns/[id]", "[id]"]. */
export function parametersOf(path: string): string[][] {
  const parts = path.split('/')
  return parts.flatMap((part, at) => (part.startsWith('[') ? [[`${parts[at - 1]}/${part}`, part]] : []))
}
