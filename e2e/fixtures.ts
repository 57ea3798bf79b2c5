import { randomBytes } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { addMember } from '../lib/accounts/mutations'
import { closeDatabase } from '../lib/db/client'
import type { Plan, Role } from '../lib/db/generated/enums'
import type { AccountId, UserId } from '../lib/db/ids'
import { makeAccount } from '../prisma/factories/account'
import { makePerson } from '../prisma/factories/person'
import { type Allow, collectFaults } from './faults'

export type Person = { userId: UserId; name: string; email: string; password: string }
export type Account = { accountId: AccountId; slug: string; name: string }

/** Opens a window of its own, signed in as this person, or signed out. */
type Visit = (person: Person | null) => Promise<Page>

type TestFixtures = {
  faults: ReturnType<typeof collectFaults>
  /** Lets the test go on when the browser reports what it expects; anything else fails it. */
  allow: Allow
  /** Another window. */
  visit: Visit
  /** An empty account on `plan` whose admin is `admin`; `page` is signed in as that person. */
  account: Account
  plan: Plan
}

type WorkerFixtures = {
  database: undefined
  admin: Person
  member: Person
  stranger: Person
  /** The cookies of a person, made by signing in once with the form. */
  cookiesOf: (person: Person) => Promise<StorageState>
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

/**
 * Every test runs in an account of its own, signed in as its admin. It fails when the browser meets an error of a
 * script, a message on console.error, or an answer of 500 and above.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  plan: ['trial', { option: true }],

  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      await use(undefined)
      await closeDatabase()
    },
    { scope: 'worker', auto: true },
  ],
  admin: [({ database: _ }, use) => person('Ana Admin').then(use), { scope: 'worker' }],
  member: [({ database: _ }, use) => person('Max Member').then(use), { scope: 'worker' }],
  stranger: [({ database: _ }, use) => person('Sam Stranger').then(use), { scope: 'worker' }],
  cookiesOf: [
    async ({ browser }, use, { project }) => {
      const known = new Map<string, Promise<StorageState>>()
      const signIn = async ({ email, password }: Person) => {
        const context = await browser.newContext({ baseURL: project.use.baseURL })
        const page = await context.newPage()
        await page.goto('/sign-in?next=/accounts')
        await page.getByLabel('Email').fill(email)
        await page.getByLabel('Password', { exact: true }).fill(password)
        await page.getByRole('button', { name: 'Sign in' }).click()
        await expect(page.getByRole('heading', { name: 'My accounts' })).toBeVisible()
        const state = await context.storageState()
        await context.close()
        return state
      }
      await use((person) => {
        const cookies = known.get(person.email) ?? signIn(person)
        known.set(person.email, cookies)
        return cookies
      })
    },
    { scope: 'worker' },
  ],

  faults: [
    async ({ context }, use) => {
      const faults = collectFaults()
      faults.watch(context)
      await use(faults)
      expect(faults.seen(), 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
  allow: ({ faults }, use) => use(faults.allow),
  account: async ({ admin, plan }, use) => {
    const name = 'Acme'
    await use({ ...(await makeAccount({ email: admin.email, name, plan })), name })
  },
  page: async ({ context, cookiesOf, admin, account: _ }, use) => {
    await context.addCookies((await cookiesOf(admin)).cookies)
    await use(await context.newPage())
  },
  visit: async ({ browser, cookiesOf, faults }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (person) => {
      const context = await browser.newContext(person ? { storageState: await cookiesOf(person) } : {})
      contexts.push(context)
      faults.watch(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }

async function person(name: string): Promise<Person> {
  const email = `${name.toLowerCase().replace(' ', '.')}-${randomBytes(5).toString('hex')}@acme.test`
  const password = `walking-${randomBytes(8).toString('hex')}`
  return { userId: await makePerson(email, { name, password }), name, email, password }
}

/** Makes a person a member of the account. */
export async function join(account: Account, { userId }: Person, role: Role = 'member'): Promise<void> {
  await addMember({ accountId: account.accountId, userId, role })
}
