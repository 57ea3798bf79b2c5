import { randomBytes } from 'node:crypto'
import { addMember } from '../lib/accounts/mutations'
import { removeMember } from '../lib/members/mutations'
import { makeAccount } from '../prisma/factories/account'
import { orThrow } from '../prisma/factories/or-throw'
import { makePerson } from '../prisma/factories/person'
import { type Door, readDoors } from '../scripts/checks/doors'
import { expect, type Person, test } from './fixtures'
import { type Answer, type Caller, knock, mayOf, type Outcome } from './isolation/calls'
import { expectedActions, type World } from './isolation/expected'
import { makeWorld, secret, stateOf } from './isolation/world'

type Who =
  | 'signed out'
  | 'admin of another account'
  | 'removed member'
  | 'admin of another account, with ids of this one in theirs'
  | 'admin, from a page of another site'
  | 'member'
  | 'admin'

const doors = readDoors()
const isLast = ({ key }: Door) => expectedActions[key]?.last === true
const isPublic = (door: Door) => mayOf(door) === 'public'
const writes = ({ kind, name }: Door) => kind === 'action' || !['GET', 'HEAD'].includes(name)

/** What each caller must meet at a door. Null: that caller does not try it. */
function expectedOf(door: Door, who: Who): Outcome | 'nothing of the account' | null {
  const may = mayOf(door)
  // It would end the session that the others need.
  if (may === 'public' && isLast(door) && who !== 'signed out') return null
  if (may === 'machine') return 'in'
  switch (who) {
    case 'signed out':
      return may === 'public' ? 'in' : 'sign in'
    case 'admin of another account':
    case 'removed member':
      return may === 'public' || may === 'person' ? 'in' : 'hidden'
    case 'admin of another account, with ids of this one in theirs':
      return may === 'public' || may === 'person' || isLast(door) ? null : 'nothing of the account'
    case 'admin, from a page of another site':
      return writes(door) ? 'refused' : null
    case 'member':
      return may === 'admin' ? (door.kind === 'page' ? 'in' : 'admins only') : 'in'
    case 'admin':
      return 'in'
  }
}

test('every door × everyone who may knock: who has no business inside finds nothing and changes nothing', async ({
  admin,
  member,
  stranger,
  cookiesOf,
  baseURL,
}) => {
  test.setTimeout(300_000)
  const removed = await newPerson()
  const cookieOf = async (person: Person) =>
    (await cookiesOf(person)).cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const origin = new URL(baseURL ?? '').origin
  const cookies = {
    admin: await cookieOf(admin),
    member: await cookieOf(member),
    stranger: await cookieOf(stranger),
    removed: await cookieOf(removed),
  }
  const theirs = await makeAccount({ email: stranger.email, plan: 'growth' })
  const world = await makeWorld(admin, member)
  const { accountId } = world
  await addMember({ accountId, userId: removed.userId, role: 'admin' })
  orThrow(await removeMember({ accountId, by: admin.userId, userId: removed.userId }))

  const faults: string[] = []
  let calls = 0
  const all = async (who: Who, caller: Caller, given: World = world, chosen = doors) => {
    for (const door of chosen) {
      const expected = expectedOf(door, who)
      if (expected === null) continue
      calls++
      const answer = await knock(door, given, caller)
      faults.push(...faultsOf(door, who, expected, answer))
    }
  }

  const before = await stateOf(accountId)
  await all('signed out', { cookie: null, origin })
  await all('admin of another account', { cookie: cookies.stranger, origin })
  await all('removed member', { cookie: cookies.removed, origin })
  await all(
    'admin of another account, with ids of this one in theirs',
    { cookie: cookies.stranger, origin },
    { ...world, slug: theirs.slug },
  )
  await all('admin, from a page of another site', { cookie: cookies.admin, origin: 'https://evil.test' })
  expect(faults).toEqual([])
  expect(await stateOf(accountId), 'what the account holds').toEqual(before)

  // The same requests from those who belong there go through: what was refused above was refused for the right reason.
  const inOrder = [...doors.filter((door) => !isLast(door)), ...doors.filter(isLast)]
  await all('member', { cookie: cookies.member, origin }, world, inOrder)
  await addMember({ accountId, userId: member.userId, role: 'member' }) // has left at the end
  await all('admin', { cookie: cookies.admin, origin }, world, inOrder)
  expect(faults).toEqual([])
  expect(await stateOf(accountId), 'what the account holds').not.toEqual(before)

  const kinds = ['page', 'handler', 'action'] as const
  const count = kinds
    .map((kind) => `${doors.filter((door) => door.kind === kind).length} ${kind}s`)
    .join(', ')
  console.log(`isolation: ${doors.length} doors (${count}) × 7 callers, ${calls} requests, all as expected`)
})

function faultsOf(door: Door, who: Who, expected: string, { outcome, body }: Answer): string[] {
  const faults: string[] = []
  if (expected !== 'nothing of the account' && outcome !== expected)
    faults.push(`${door.key}: ${who} met “${outcome}”, not “${expected}”: ${body.slice(0, 160)}`)
  const belongs = who === 'member' || who === 'admin'
  if (!belongs && body.includes(secret)) faults.push(`${door.key}: ${who} reads something of the account`)
  return faults
}

test('the doors are found: pages, handlers and actions, public ones included', () => {
  expect(doors.filter(isPublic).length).toBeGreaterThan(10)
  expect(doors.length).toBeGreaterThan(80)
})

async function newPerson(): Promise<Person> {
  const email = `removed-${randomBytes(5).toString('hex')}@acme.test`
  const password = 'four plain words'
  return {
    userId: await makePerson(email, { name: 'Rita Removed', password }),
    name: 'Rita',
    email,
    password,
  }
}
