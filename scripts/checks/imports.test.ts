import { expect, test } from 'vitest'
import { type Import, readImports } from './import-graph'
import { importFaults } from './imports'

const one = (from: string, to: string, more: Partial<Import> = {}): Import => ({
  from,
  to,
  line: 1,
  typeOnly: false,
  ours: /^(app|components|emails|lib|prisma|scripts)\//.test(to),
  ...more,
})

test.each([
  ['nothing imports app', one('components/a.tsx', 'app/page.tsx')],
  ['it imports only itself', one('components/ui/button.tsx', 'components/shell/nav.tsx')],
  ['lib imports lib', one('lib/leads/queries.ts', 'prisma/seed.ts')],
  ['lib imports lib', one('lib/mail/queries.ts', 'emails/report.tsx')],
  ['lib/imports uses', one('lib/imports/run.ts', 'lib/mail/queries.ts')],
  ['stands above jobs, imports and mail', one('lib/accounts/queries.ts', 'lib/mail/outbox.ts')],
  ['knows no job by name', one('lib/jobs/loop.ts', 'lib/imports/job.ts')],
  ['runs without Next', one('lib/leads/queries.ts', 'next/headers')],
  ['touch the database', one('app/page.tsx', 'lib/db/client.ts')],
  ['touch the database', one('lib/imports/decide.ts', 'lib/db/transaction.ts')],
  ['knows no noun', one('lib/db/client.ts', 'lib/leads/queries.ts')],
  ['see pure lib files only', one('components/a.tsx', 'node:fs')],
])('finds a break of “%s”', (says, wrong) => {
  expect(importFaults([wrong])).toContainEqual(expect.stringContaining(says))
})

test('a component that reaches the database through pure looking files is found, with the way', () => {
  const all = [
    one('components/a.tsx', 'lib/leads/fields.ts'),
    one('lib/leads/fields.ts', 'lib/leads/queries.ts'),
    one('lib/leads/queries.ts', 'lib/db/client.ts'),
  ]
  expect(importFaults(all)).toEqual([
    'components/a.tsx → lib/leads/fields.ts → lib/leads/queries.ts → lib/db/client.ts: components and emails see pure lib files only',
  ])
  expect(importFaults([{ ...all[0]!, typeOnly: true }, ...all.slice(1)])).toEqual([])
})

test('a ring of folders is found once', () => {
  const ring = [
    one('lib/leads/a.ts', 'lib/plans/a.ts'),
    one('lib/plans/b.ts', 'lib/accounts/a.ts', { typeOnly: true }),
    one('lib/accounts/b.ts', 'lib/leads/b.ts'),
  ]
  const found = importFaults(ring)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/^lib\/\w+ → lib\/\w+ → lib\/\w+ → lib\/\w+: no cycles between folders of lib$/)
})

test('reads imports of every form', () => {
  const mine = readImports().filter((each) => each.from === 'scripts/checks/imports.test.ts')
  expect(mine).toEqual([
    { from: mine[0]?.from, to: 'vitest', line: 1, typeOnly: false, ours: false },
    { from: mine[0]?.from, to: 'scripts/checks/import-graph.ts', line: 2, typeOnly: false, ours: true },
    { from: mine[0]?.from, to: 'scripts/checks/imports.ts', line: 3, typeOnly: false, ours: true },
  ])
  const dynamic = readImports().filter((each) => each.from === 'scripts/environment.ts')
  expect(dynamic.map((each) => each.to)).toContain('prisma/seed.ts')
})
