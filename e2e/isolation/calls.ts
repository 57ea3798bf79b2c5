import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Door, parametersOf } from '../../scripts/checks/doors'
import { root } from '../../scripts/environment'
import {
  expectedActions,
  expectedHandlers,
  expectedPages,
  type May,
  parameters,
  type World,
} from './expected'

/** Who knocks. `origin` is the page the request says it was sent from. */
export type Caller = { cookie: string | null; origin: string }

/** What came of it, in the words of the matrix. */
export type Outcome = 'in' | 'sign in' | 'hidden' | 'admins only' | 'refused' | `status ${number}`

export type Answer = { outcome: Outcome; body: string }

const base = process.env.FAIRLEAD_URL ?? ''
/** scripts/tests/app.ts: where the browser tests' pages are built. */
const dist = '.next-test'

/** Who may go through a door. */
export function mayOf({ kind, key, path }: Door): May {
  if (kind === 'action') return expectedActions[key]?.may ?? 'member'
  const filed = expectedHandlers[key] ?? expectedPages[key]
  return filed?.may ?? (/^\/(api\/)?\[account\]/.test(path) ? 'member' : 'public')
}

/** Knocks at a door over HTTP: opens the page, asks the handler, calls the action by its id. */
export function knock(door: Door, world: World, caller: Caller): Promise<Answer> {
  switch (door.kind) {
    case 'page':
      return openPage(door, world, caller)
    case 'handler':
      return askHandler(door, world, caller)
    case 'action':
      return callAction(door, world, caller)
  }
}

async function openPage({ path }: Door, world: World, { cookie }: Caller): Promise<Answer> {
  const response = await fetch(base + addressOf(path, world), {
    redirect: 'manual',
    headers: cookieOf(cookie),
  })
  const body = await response.text()
  const ofAccount = path.startsWith('/[account]')
  return { outcome: pageOutcome(response, body, ofAccount), body }
}

function pageOutcome(response: Response, body: string, ofAccount: boolean): Outcome {
  if (isRedirect(response.status)) return toSignIn(response.headers.get('location')) ? 'sign in' : 'in'
  // Inside an account a 404 stands in its shell; outside there is none, and the browser writes the text.
  if (response.status === 404) return !ofAccount || body.includes('Signed in as ') ? 'in' : 'hidden'
  return response.status < 400 ? 'in' : `status ${response.status}`
}

async function askHandler(
  { key, path, name }: Door,
  world: World,
  { cookie, origin }: Caller,
): Promise<Answer> {
  const expected = expectedHandlers[key]
  const reads = name === 'GET' || name === 'HEAD'
  const response = await fetch(base + addressOf(path, world), {
    method: name,
    redirect: 'manual',
    headers: { ...cookieOf(cookie), ...(reads ? {} : { origin }), ...expected?.headers?.(world) },
    body: expected?.body?.(world),
  })
  const body = await response.text()
  // The answer to a HEAD has no text; what tus itself answers says so in a header.
  const hidden = name === 'HEAD' && response.status === 404 && !response.headers.has('tus-resumable')
  return { outcome: hidden ? 'hidden' : handlerOutcome(response.status, body, expected?.inside), body }
}

function handlerOutcome(status: number, body: string, inside: number | undefined): Outcome {
  if (status === 401) return 'sign in'
  if (status === 403) return body.includes('not sent by a page') ? 'refused' : 'admins only'
  if (status === 404 && body.includes('You don’t have access to')) return 'hidden'
  return status < 400 || status === inside ? 'in' : `status ${status}`
}

async function callAction(
  { key, file, name }: Door,
  world: World,
  { cookie, origin }: Caller,
): Promise<Answer> {
  const { id, page } = reachable(file, name)
  const given = encode(expectedActions[key]?.args(world) ?? [])
  const response = await fetch(base + addressOf(page, world), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...cookieOf(cookie),
      origin,
      accept: 'text/x-component',
      'next-action': id,
      ...(typeof given === 'string' ? { 'content-type': 'text/plain;charset=UTF-8' } : {}),
    },
    body: given,
  })
  const body = await response.text()
  return { outcome: actionOutcome(response, body, base === origin), body }
}

function actionOutcome({ status, headers }: Response, body: string, own: boolean): Outcome {
  if (!own && status >= 400) return 'refused'
  const target = headers.get('x-action-redirect')
  if (target !== null) return toSignIn(target) ? 'sign in' : 'in'
  if (status === 404) return 'hidden'
  if (status >= 400) return `status ${status}`
  return /Only an admin|Only admins/.test(body) ? 'admins only' : 'in'
}

type Manifest = {
  node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>
}
let manifest: Manifest | undefined

/** The id under which the build answers for an action, and a page that carries it. */
function reachable(file: string, name: string): { id: string; page: string } {
  manifest ??= JSON.parse(readFileSync(join(root, dist, 'server/server-reference-manifest.json'), 'utf8'))
  const entries = Object.entries(manifest?.node ?? {})
  const found = entries.find(([, each]) => each.filename === file && each.exportedName === name)
  if (!found) throw new Error(`No page uses ${name} of ${file}; take it out.`)
  const pages = Object.keys(found[1].workers).map((page) => `/${withoutGroups(page)}`)
  const page =
    pages.sort((a, b) => a.split('[').length - b.split('[').length || a.length - b.length)[0] ?? '/'
  return { id: found[0], page }
}

/** "app/(account)/[account]/leads/page" → "[account]/leads" */
function withoutGroups(page: string): string {
  const parts = page.split('/').slice(1, -1)
  return parts.filter((part) => !part.startsWith('(')).join('/')
}

/** Arguments as React's client sends them: JSON, or with forms in it multipart, the forms by reference. */
function encode(args: unknown[]): string | FormData {
  const forms = args.filter((arg) => arg instanceof FormData)
  if (forms.length === 0) return JSON.stringify(args)
  const whole = new FormData()
  const plain = args.map((arg) => (arg instanceof FormData ? `$K${forms.indexOf(arg) + 1}` : arg))
  for (const [at, form] of forms.entries())
    for (const [name, value] of form) whole.append(`_${at + 1}_${name}`, value)
  whole.append('0', JSON.stringify(plain))
  return whole
}

function addressOf(path: string, world: World): string {
  const names = parametersOf(path)
  return path.replace(/\[[^\]]+\]/g, () => {
    const name = names.shift()?.find((each) => Object.hasOwn(parameters, each))
    if (!name) throw new Error(`${path} has a part without a value in e2e/isolation/expected.ts.`)
    return encodeURIComponent(parameters[name]?.(world) ?? '')
  })
}

function cookieOf(cookie: string | null): Record<string, string> {
  return cookie === null ? {} : { cookie }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

function toSignIn(location: string | null): boolean {
  return location !== null && new URL(location, base).pathname === '/sign-in'
}
