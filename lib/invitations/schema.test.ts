import { expect, test } from 'vitest'
import { inviteSchema } from './schema'

const emailsOf = (emails: string) => inviteSchema.safeParse({ emails, role: 'member' })

test('emails are read as people paste them, each once', () => {
  const text =
    ' Ana Ruiz <Ana@acme.test>, "Lind, Bo" <bo@acme.test>; cy@acme.test\n\ncy@acme.test\tdee@acme.test '
  expect(emailsOf(text).data?.emails).toEqual([
    'ana@acme.test',
    'bo@acme.test',
    'cy@acme.test',
    'dee@acme.test',
  ])
})

test('what is no email is named', () => {
  expect(emailsOf('ana@acme.test, ana.acme.test').error?.issues[0]?.message).toBe(
    '“ana.acme.test” is not an email like ana@acme.com.',
  )
  expect(emailsOf(' ;, \n').error?.issues[0]?.message).toBe('Enter the email of a person to invite.')
  const many = Array.from({ length: 51 }, (_, n) => `p${n}@acme.test`).join(' ')
  expect(emailsOf(many).error?.issues[0]?.message).toBe('Invite at most 50 people at a time.')
})
