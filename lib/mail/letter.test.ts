import { expect, test } from 'vitest'
import { invitationLetter } from './invitation-letter'
import { letterText } from './letter'
import { renderLetter } from './render'
import { resetLetter } from './reset-letter'

const given = {
  accountName: 'Acme\r\nBcc: all@acme.test',
  inviter: { name: '<b>Ana</b> Ruiz', email: 'ana@acme.test' },
  email: 'luis@acme.test',
  role: 'admin' as const,
  days: 7,
  url: 'https://fairlead.test/invite/abc',
}

test('an invitation says who invites to what, as what, for how long, and to whom the link belongs', () => {
  const text = letterText(invitationLetter({ ...given, accountName: 'Acme' }))
  const plain = text.replaceAll('\n', ' ')
  expect(plain).toContain(
    'Ana</b> Ruiz (ana@acme.test) invited you to the account Acme on Fairlead, as an admin.',
  )
  expect(plain).toContain('The link works once, for luis@acme.test, and for 7 days.')
  expect(text).toContain('Accept the invitation:\nhttps://fairlead.test/invite/abc\n')
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76)
})

test('names of accounts and people stay text on one line', async () => {
  const letter = invitationLetter(given)
  expect(letter.subject).toBe('Join Acme Bcc: all@acme.test on Fairlead')
  const { html, text } = await renderLetter(letter)
  expect(html).not.toContain('<b>Ana')
  expect(html).toContain('href="https://fairlead.test/invite/abc"')
  expect(text).toContain('<b>Ana</b> Ruiz')
})

test('a letter is a small page with title, language, both colour schemes and one button', async () => {
  const { html } = await renderLetter(
    resetLetter({ email: 'ana@acme.test', url: 'https://fairlead.test/reset/x' }),
  )
  expect(html).toMatch(/<html[^>]* lang="en"/)
  expect(html).toContain('<title>Set a new password for Fairlead</title>')
  expect(html).toContain('content="light dark"')
  expect(html.match(/<a /g)).toHaveLength(1)
  expect(html.length).toBeLessThan(20_000)
})
