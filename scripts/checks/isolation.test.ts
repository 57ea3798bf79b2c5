import { expect, test } from 'vitest'
import { doorsOf, readDoors } from './doors'
import { isolationFaults } from './isolation'

test('finds every page, handler and action a file opens', () => {
  expect(doorsOf('app/(account)/[account]/leads/page.tsx', '')).toMatchObject([
    { kind: 'page', path: '/[account]/leads' },
  ])
  const route = 'export async function GET() {}\nexport async function POST() {}\nfunction HEAD() {}'
  expect(doorsOf('app/api/[account]/x/route.ts', route).map(({ key }) => key)).toEqual([
    'app/api/[account]/x/route.ts GET',
    'app/api/[account]/x/route.ts POST',
  ])
  const actions =
    "'use server'\nexport async function aAction() {}\nasync function inner() {}\nexport type T = 1"
  expect(doorsOf('app/a/actions.ts', actions).map(({ name }) => name)).toEqual(['aAction'])
  expect(doorsOf('app/a/helper.ts', 'export async function x() {}')).toEqual([])
})

test('a new door without an expectation is named, with what to add', () => {
  const known = readDoors()
  const added = [
    ...doorsOf('app/(account)/[account]/moons/[moon]/page.tsx', ''),
    ...doorsOf('app/(public)/open/page.tsx', ''),
    ...doorsOf('app/api/[account]/moons/route.ts', 'export async function DELETE() {}'),
    ...doorsOf(
      'app/(account)/[account]/moons/actions.ts',
      "'use server'\nexport async function landAction() {}",
    ),
  ]
  const faults = isolationFaults([...known, ...added])
  expect(faults).toHaveLength(4)
  expect(faults[0]).toContain("give 'moons/[moon]' a value")
  expect(faults[1]).toContain('outside of an account')
  expect(faults[2]).toContain('expectedHandlers')
  expect(faults[3]).toContain('landAction: add it to `expectedActions`')
})

test('an expectation whose door is gone is named', () => {
  const known = readDoors()
  expect(
    isolationFaults(known.slice(1).filter(({ kind }) => kind !== 'action')).some((fault) =>
      /any more/.test(fault),
    ),
  ).toBe(true)
})
