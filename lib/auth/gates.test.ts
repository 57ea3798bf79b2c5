import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname
const sources = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }))

/** Routes without a session: monitors have none, and the mail provider signs what it sends. */
const openRoutes = ['app/api/health/route.ts', 'app/api/webhooks/resend/route.ts']

test('every page behind sign-in asks who is there', () => {
  const pages = sources('app/(account)/**/{page,layout}.tsx')
  expect(pages.length).toBeGreaterThan(3)
  expect(without(/await require(Member|User)\(/, pages)).toEqual([])
})

test('every route handler asks who is there', () => {
  const routes = sources('app/**/route.{ts,tsx}').filter(({ file }) => !openRoutes.includes(file))
  expect(routes.length).toBeGreaterThan(3)
  expect(routes.filter(({ text }) => /^export (const|let) [A-Z]+\b/m.test(text))).toEqual([])
  expect(without(/await memberOfRequest\(/, routes.flatMap(exportedFunctions))).toEqual([])
})

test('every server action checks where it was sent from', () => {
  const files = sources('app/**/*.{ts,tsx}').filter(({ text }) => text.includes("'use server'"))
  expect(files.length).toBeGreaterThan(3)
  // Only files of actions, so that none hides inside a component or a constant.
  expect(
    files.filter(({ text }) => !text.startsWith("'use server'\n") || /^export const/m.test(text)),
  ).toEqual([])
  expect(without(/await (requireActor|sentFromHere)\(/, files.flatMap(exportedFunctions))).toEqual([])
})

test('finds the function that asks nobody', () => {
  const text =
    'export async function GET() {\n  await memberOfRequest()\n}\nexport async function POST() {\n}\n'
  expect(without(/await memberOfRequest\(/, exportedFunctions({ file: 'route.ts', text }))).toEqual([
    'route.ts POST',
  ])
})

type Source = { file: string; text: string }

function without(gate: RegExp, found: Source[]): string[] {
  return found.filter(({ text }) => !gate.test(text)).map(({ file }) => file)
}

/** The exported functions of a file, each as the text from its head to the next one's. */
function exportedFunctions({ file, text }: Source): Source[] {
  const heads = [...text.matchAll(/^export (?:default )?(?:async )?function\*? (\w+)/gm)]
  return heads.map((head, index) => ({
    file: `${file} ${head[1]}`,
    text: text.slice(head.index, heads[index + 1]?.index ?? text.length),
  }))
}
