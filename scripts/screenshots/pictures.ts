import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import { userByEmail } from '../../lib/auth/queries'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { makePerson } from '../../prisma/factories/person'
import { leadsOfSpring, prepareForSpring, springList } from '../../prisma/factories/spring'

type Pictures = { url: string; folder: string; say: (line: string) => void }

const width = 1280
const leadsBefore = 1_204
const password = randomBytes(16).toString('hex')
const clear = 24

/** Makes an account, imports the spring list the way a person does, and takes the pictures of the README on the way. */
export async function takePictures(browser: Browser, { url, folder, say }: Pictures): Promise<void> {
  const { email, slug } = await acme()
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const keep = async (name: string) => {
    const file = join(folder, name)
    await page.screenshot({ path: file })
    say(`${file} (${Math.round((await stat(file)).size / 1000)} kB)`)
  }
  await signIn(page, email)

  await showColumns(page, slug, keep)

  await chooseFile(page, slug)
  await page.getByRole('button', { name: 'Next: columns' }).click()
  await page.getByRole('button', { name: 'Next: check' }).click()
  await page.getByText(/^Checked just now/).waitFor()
  await page.getByText('Email is not valid', { exact: true }).click()
  await crop(page, page.getByRole('button', { name: 'Import 104 rows' }))
  await keep('check.png')
  await page.getByRole('button', { name: 'Import 104 rows' }).click()
  await page.getByText(/^Sent \d/).waitFor()
  await page.reload()
  await crop(page, page.getByRole('region', { name: 'Why rows were rejected' }))
  await keep('report-light.png')
  await page.emulateMedia({ colorScheme: 'dark' })
  await keep('report-dark.png')
  await page.emulateMedia({ colorScheme: 'light' })

  await showMail(page, slug)
  await keep('mail.png')
  await context.close()
}

/** The account of the pictures; where it is there already, one more. */
async function acme(): Promise<{ email: string; slug: string }> {
  const known = await userByEmail('ana.ruiz@acme.test')
  const email = known ? `ana.ruiz+${randomBytes(3).toString('hex')}@acme.test` : 'ana.ruiz@acme.test'
  await makePerson(email, { name: 'Ana Ruiz', password })
  const { accountId, slug } = await makeAccount({ name: 'Acme', plan: 'growth', email })
  await makeLeads(accountId, leadsBefore - leadsOfSpring)
  await prepareForSpring(accountId)
  return { email, slug }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: /^Leads/ }).waitFor()
}

const conference = {
  name: 'conference.csv',
  text: `Correo electrónico,Nombre,Apellidos,Empresa,Reach,LinkedIn,Town,
ana.ruiz@orbit.test,Ana,Ruiz,Orbit,+34 600 123 410,https://www.linkedin.com/in/ana,Riga,A
bo.lind@birch.test,Bo,Lind,Birch & Co,+46 70 555 12 34,https://www.linkedin.com/in/bo,Oslo,B
cy.park@cedar.test,Cy,Park,Cedar,(555) 010-4477,https://www.linkedin.com/in/cy,Rome,A
`,
}

/** The step Columns with a guess to check. */
async function showColumns(page: Page, slug: string, keep: (name: string) => Promise<void>): Promise<void> {
  await chooseFile(page, slug, conference)
  await page.getByRole('button', { name: 'Next: columns' }).click()
  await crop(page, page.getByRole('button', { name: 'Next: check' }))
  await keep('columns.png')
}

const spring = { name: 'spring.csv', text: springList() }

async function chooseFile(page: Page, slug: string, { name, text } = spring): Promise<void> {
  await page.goto(`/${slug}/imports/new`, { waitUntil: 'networkidle' })
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file' }).click()
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await (await choosing).setFiles(file)
  await page.getByRole('heading', { name }).waitFor()
}

/** The mail as a mail program shows it, without the page of the outbox around it. */
async function showMail(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/outbox`)
  await page.getByRole('link', { name: /^Import report: 87 added/ }).click()
  const html = await page.locator('iframe').getAttribute('srcdoc')
  if (html === null) throw new Error('The outbox does not show the mail.')
  await page.goto('about:blank')
  await page.setViewportSize({ width: 760, height: 900 })
  await page.setContent(html)
  await crop(page, page.locator('body'), 0)
}

/** Makes the window as high as the page is down to the end of `last`. */
async function crop(page: Page, last: Locator, below = clear): Promise<void> {
  const wide = page.viewportSize()?.width ?? width
  await page.setViewportSize({ width: wide, height: 4_000 })
  const box = await last.boundingBox()
  if (!box) throw new Error(`${last} is not on the page.`)
  await page.setViewportSize({ width: wide, height: Math.ceil(box.y + box.height + below) })
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    window.scrollTo(0, 0)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}
