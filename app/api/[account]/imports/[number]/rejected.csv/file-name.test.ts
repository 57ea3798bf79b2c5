import { expect, test } from 'vitest'
import { attachment, rejectedFileName } from './file-name'

test('is named after the imported file, and once', () => {
  expect(rejectedFileName('spring.csv')).toBe('rejected-spring.csv')
  expect(rejectedFileName('spring.TSV')).toBe('rejected-spring.csv')
  expect(rejectedFileName('leads')).toBe('rejected-leads.csv')
  expect(rejectedFileName('rejected-spring.csv')).toBe('rejected-spring.csv')
})

test('carries any name without letting it out of the header', () => {
  expect(attachment('rejected-spring.csv')).toBe(
    `attachment; filename="rejected-spring.csv"; filename*=UTF-8''rejected-spring.csv`,
  )
  expect(attachment('Kühe "a"; x=\r\n(1).csv')).toBe(
    `attachment; filename="K_he _a__ x___(1).csv"; filename*=UTF-8''K%C3%BChe%20%22a%22%3B%20x%3D%0D%0A%281%29.csv`,
  )
})
