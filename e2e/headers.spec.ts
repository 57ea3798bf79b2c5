import { readDoors } from '../scripts/checks/doors'
import { expect, test } from './fixtures'

/** Addresses without parts that only some account has. */
const pages = readDoors()
  .filter(({ kind, path }) => kind === 'page' && !path.replace('[account]', '').includes('['))
  .map(({ path }) => path)

test('every page carries the security headers, a nonce of its own, and is never stored', async ({
  page,
  account,
}) => {
  expect(pages.length).toBeGreaterThan(15)
  const nonces = new Set<string>()
  for (const path of pages) {
    const response = await page.request.get(path.replace('[account]', account.slug), { maxRedirects: 0 })
    const headers = response.headers()
    expect.soft(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    })
    expect.soft(headers, path).not.toHaveProperty('x-powered-by')
    // Over http a browser would ignore it, and a proxy might pass it on wrongly.
    expect.soft(headers, path).not.toHaveProperty('strict-transport-security')
    const policy = headers['content-security-policy'] ?? ''
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect.soft(policy, path).toContain(part)
    const nonce = /script-src 'self' 'nonce-([\w+/=]{20,})' 'strict-dynamic'/.exec(policy)?.[1]
    expect.soft(nonce, path).toBeTruthy()
    expect.soft(policy.match(/script-src [^;]*/)?.[0], path).not.toContain('unsafe')
    nonces.add(nonce ?? '')
    if (response.status() === 200) {
      const html = await response.text()
      expect.soft(html.match(/<script(?![^>]* nonce=")/g), `${path}: scripts without the nonce`).toBeNull()
    }
    const stored = headers['cache-control'] ?? ''
    expect.soft(stored, path).toMatch(/no-store/)
  }
  expect(nonces.size).toBe(pages.length)
})

test('what is downloaded from an account is never stored nor sniffed', async ({ page, account }) => {
  for (const file of ['leads.csv', 'audit.csv', 'sample.csv']) {
    const headers = (await page.request.get(`/api/${account.slug}/${file}`)).headers()
    expect
      .soft(headers, file)
      .toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect.soft(headers['content-disposition'], file).toMatch(/^attachment; filename=/)
  }
})

test('cookies of a session stay out of reach of scripts and of other sites', async ({ visit, admin }) => {
  const page = await visit(null)
  await page.goto('/sign-in?next=/accounts')
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My accounts')
  const session = (await page.context().cookies()).find(({ name }) => name.includes('session_token'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
})
