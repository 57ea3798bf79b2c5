import { expect, test } from 'vitest'
import { emailKeySchema } from './schema'

const sentence = (typed: unknown) => emailKeySchema.safeParse(typed).error?.issues[0]?.message

test('an email as typed becomes its key', () => {
  expect(emailKeySchema.parse(' mailto:L1@Acme.TEST ')).toBe('l1@acme.test')
})

test('what is not one whole email gets a sentence that says what to write', () => {
  for (const typed of ['', 'ana', 'ana@acme.test, bo@acme.test'])
    expect(sentence(typed)).toBe('Write one whole email address, such as ana@acme.test.')
})

test('a mistyped domain gets the suggestion', () => {
  expect(sentence('ana@gmial.com')).toBe('This is not a valid email. Did you mean ana@gmail.com?')
})
