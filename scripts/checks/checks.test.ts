import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { gateFaults } from './gates'
import { lockFaults } from './lock'
import { versionFaults } from './versions'

test('a version with a known hole is refused, a newer one is not', () => {
  const versions: Record<string, string> = {
    next: '16.2.5',
    react: '19.10.0',
    'react-dom': '19.2.6',
    nodemailer: '9.9.9',
  }
  expect(versionFaults((name) => versions[name] ?? '')).toEqual([
    'next 16.2.5 is older than 16.2.6, which mends a security hole',
    'nodemailer 9.9.9 is older than 10.0.0, which mends a security hole',
  ])
})

test('the lock file must name every optional package, wherever npm would look for it', () => {
  const optionalDependencies = { 'a-linux': '1', 'a-mac': '1' }
  expect(
    lockFaults({
      'node_modules/a': { optionalDependencies },
      'node_modules/a/node_modules/a-linux': { version: '1' },
      'node_modules/b/node_modules/a-mac': { version: '1' },
    }),
  ).toEqual(['package-lock.json leaves out a-mac, an optional part of node_modules/a: npm run lock'])
})

test('.env.example names every variable of lib/env.ts, with the default it has', async () => {
  const example = await readFile('.env.example', 'utf8')
  const schema = await readFile('lib/env.ts', 'utf8')
  const variables = [...schema.matchAll(/^ {2}([A-Z_]+): (.*),$/gm)]
  expect(variables.length).toBeGreaterThan(20)
  for (const [, name = '', type = ''] of variables) {
    const line = example.match(new RegExp(`^# ${name}=(.*)$`, 'm'))
    expect(line, name).not.toBeNull()
    const fallback = type.match(/^count\((.*)\)$/)?.[1]?.replaceAll('_', '')
    if (fallback) expect([name, line?.[1]]).toEqual([name, fallback])
  }
})

test('an action, handler or page of an account that asks nobody is found', () => {
  const action =
    "'use server'\nexport async function a() { await requireActor(x) }\nexport async function b() {}\n"
  const handler = 'export async function GET() { return data }\n'
  const page = 'export default async function Page() { return <p /> }\n'
  expect(
    gateFaults([
      { file: 'app/(account)/[account]/leads/actions.ts', text: action },
      { file: 'app/api/[account]/leads.csv/route.ts', text: handler },
      { file: 'app/(account)/[account]/leads/page.tsx', text: page },
      { file: 'app/api/health/route.ts', text: handler },
    ]),
  ).toEqual([
    'app/(account)/[account]/leads/actions.ts: b does not call requireActor',
    'app/api/[account]/leads.csv/route.ts: GET does not call memberOfRequest',
    'app/(account)/[account]/leads/page.tsx does not call requireMember',
  ])
})
