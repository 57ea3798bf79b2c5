import type { Page } from '@playwright/test'
import { choosePlan } from '../lib/accounts/mutations'
import { db } from '../lib/db/client'
import { makeAccount, makeLeads } from '../prisma/factories/account'
import { makeImport, until } from '../prisma/factories/import'
import { type Account, expect, join, type Person, test } from './fixtures'
import { listOf } from './importing'

test.describe('the plan', () => {
  test('a member reads that only an admin can change it', async ({ account, member, visit }) => {
    await join(account, member)
    const page = await visit(member)
    await page.goto(`/${account.slug}/leads`)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Billing/Plan' }).click()
    await expect(page.getByText('Only an admin can change the plan.')).toBeVisible()
    await expect(page.getByText('Admins:')).toContainText('@acme.test')
    await expect(page.getByRole('heading', { name: 'Growth' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Switch to/ })).toHaveCount(0)
  })

  test('a member who replays the admin’s request is refused', async ({
    page,
    account,
    admin,
    member,
    stranger,
    visit,
  }) => {
    await join(account, member)
    const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
    await page.goto(`/${account.slug}/settings/billing?choose=plan`)
    await page.getByRole('button', { name: 'Switch to Growth' }).click()
    await expect(page.getByText('Plan changed to Growth.')).toBeVisible()
    const request = await sent
    await choosePlan(account.accountId, admin.userId, 'trial')
    const replay = async (as: Page, headers: Record<string, string> = {}) => {
      const { cookie: _, ...same } = await request.allHeaders()
      return as.request.fetch(request.url(), {
        method: 'POST',
        headers: { ...withoutPseudo(same), ...headers },
        data: request.postDataBuffer() ?? undefined,
        maxRedirects: 0,
      })
    }

    const refused = await replay(await visit(member))
    expect(await refused.text()).toContain('Only an admin can change the plan.')
    expect(await planOf(account)).toBe('trial')

    expect((await replay(await visit(stranger))).status()).toBe(404)
    expect((await replay(await visit(null))).headers()['x-action-redirect']).toContain('/sign-in')
    expect((await replay(page, { origin: 'https://elsewhere.test' })).ok()).toBe(false)
    expect(await planOf(account)).toBe('trial')

    // The same request from the admin does change it: what was refused above was refused for the right reason.
    expect((await replay(page)).ok()).toBe(true)
    expect(await planOf(account)).toBe('growth')
  })
})

test.describe('what belongs to another account', () => {
  test('is a 404 for a stranger, and asks who is signed out', async ({
    account,
    admin,
    stranger,
    visit,
    allow,
  }) => {
    allow(/status of 40[14]/)
    const number = await importedBy(account, admin)
    const [mail] = await db().mail.findMany({ where: { accountId: account.accountId } })
    const { slug } = account
    const pages = [
      `/${slug}`,
      `/${slug}/leads`,
      `/${slug}/leads/new`,
      `/${slug}/leads/${account.accountId}`,
      `/${slug}/leads/deleted`,
      `/${slug}/leads/exports`,
      `/${slug}/imports`,
      `/${slug}/imports/new`,
      `/${slug}/imports/${number}`,
      `/${slug}/settings/general`,
      `/${slug}/settings/billing`,
      `/${slug}/outbox`,
      `/${slug}/outbox/${mail?.id}`,
    ]
    const files = [
      `/api/${slug}/imports/${number}/progress`,
      `/api/${slug}/imports/${number}/rejected.csv`,
      `/api/${slug}/leads.csv`,
      `/api/${slug}/exports/${account.accountId}`,
    ]

    const other = await visit(stranger)
    for (const path of pages) {
      const response = await other.goto(path)
      expect.soft(response?.status(), path).toBe(404)
      await expect(other.getByRole('heading', { level: 1 })).toContainText('You don’t have access to')
    }
    for (const path of files) expect.soft((await other.request.get(path)).status(), path).toBe(404)
    const origin = new URL(other.url()).origin
    const post = { headers: { origin, 'x-file-name': 'mine.csv' }, data: listOf(1) }
    expect((await other.request.post(`/api/${slug}/files`, post)).status()).toBe(404)

    const nobody = await visit(null)
    for (const path of pages) {
      await nobody.goto(path)
      expect.soft(new URL(nobody.url()).pathname, path).toBe('/sign-in')
    }
    for (const path of files) expect.soft((await nobody.request.get(path)).status(), path).toBe(401)
    expect((await nobody.request.post(`/api/${slug}/files`, post)).status()).toBe(401)
    expect(await db().file.count({ where: { accountId: account.accountId } })).toBe(1)
  })

  test('has no file on its way for anybody but its sender, and takes none from another site', async ({
    page,
    account,
    member,
    stranger,
    visit,
  }) => {
    await join(account, member)
    await page.goto(`/${account.slug}/leads`)
    const origin = new URL(page.url()).origin
    const tus = { origin, 'tus-resumable': '1.0.0' }
    const url = `/api/${account.slug}/files`
    const post = { headers: { ...tus, 'upload-length': '15' } }
    expect(
      (await page.request.post(url, { headers: { ...post.headers, origin: 'https://evil.test' } })).status(),
    ).toBe(403)
    const file = (await page.request.post(url, post)).headers().location ?? ''
    expect(file).toMatch(/^\/api\//)
    const ask = async (by: Page) => {
      const patch = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
      const data = { sha256: '0'.repeat(64) }
      return [
        (await by.request.head(file, { headers: tus })).status(),
        (await by.request.patch(file, { headers: patch, data: 'Email\nmine@x.c\n' })).status(),
        (await by.request.post(`${file}/read`, { headers: { origin }, data })).status(),
        (await by.request.delete(file, { headers: tus })).status(),
      ]
    }
    expect(await ask(await visit(stranger))).toEqual([404, 404, 404, 404])
    expect(await ask(await visit(null))).toEqual([401, 401, 401, 401])
    // A colleague may send files, but not see this one: it is as if it were not there.
    expect(await ask(await visit(member))).toEqual([404, 404, 422, 404])
    expect((await page.request.head(file, { headers: tus })).headers()['upload-offset']).toBe('0')
  })

  test('is not found through one’s own account either', async ({ page, account, admin, allow }) => {
    allow(/status of 404/)
    const number = await importedBy(account, admin)
    const other = await makeAccount()
    const [foreign] = await makeLeads(other.accountId, 1)
    const missing = [
      `imports/${number + 1}`,
      'imports/0',
      'imports/none',
      'nothing',
      `outbox/${account.accountId}`,
      'leads/none',
      `leads/${foreign}`,
      `leads/${foreign}/edit`,
    ]
    for (const path of missing) {
      const response = await page.goto(`/${account.slug}/${path}`)
      expect.soft(response?.status(), path).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        /^There is (nothing|no page) at this address\.$/,
      )
    }
    for (const path of ['progress', 'rejected.csv']) {
      const answer = await page.request.get(`/api/${account.slug}/imports/${number + 1}/${path}`)
      expect.soft(answer.status(), path).toBe(404)
    }
    const exported = await page.request.get(`/api/${account.slug}/exports/${foreign}`)
    expect(exported.status()).toBe(404)
    const asked = await page.request.get(`/api/${account.slug}/leads.csv?ids=${foreign}`)
    expect(await asked.text()).not.toContain('@acme.test')
  })
})

test('a member who was removed loses access at once', async ({ account, member, visit, allow }) => {
  allow(/status of 404/)
  await join(account, member)
  const page = await visit(member)
  await page.goto(`/${account.slug}/leads`)
  await expect(page.getByRole('heading', { name: 'No leads yet.' })).toBeVisible()
  await db().member.deleteMany({ where: { accountId: account.accountId, userId: member.userId } })

  // Inside the open window, by a link …
  await page.getByRole('link', { name: 'Imports' }).click()
  await expect(page.getByRole('heading', { name: 'There is nothing at this address.' })).toBeVisible()
  // … and by address.
  expect((await page.goto(`/${account.slug}/leads`))?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('You don’t have access to')
  expect((await page.request.get(`/api/${account.slug}/leads.csv`)).status()).toBe(404)
})

/** An import with a rejected row, run by the worker, its mail written. */
async function importedBy({ accountId }: Account, { userId }: Person): Promise<number> {
  const number = await makeImport({ accountId, userId }, `${listOf(2)}no email,,\n`)
  await until(async () => (await db().mail.count({ where: { accountId, status: 'sent' } })) === 1)
  return number
}

async function planOf({ accountId }: Account): Promise<string> {
  return (await db().account.findUniqueOrThrow({ where: { id: accountId } })).plan
}

function withoutPseudo(headers: Record<string, string>): Record<string, string> {
  const sendable = Object.entries(headers).filter(
    ([name]) => !name.startsWith(':') && name !== 'content-length',
  )
  return Object.fromEntries(sendable)
}
