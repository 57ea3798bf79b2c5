import { expect, test } from 'vitest'
import { z } from 'zod'
import { newStartKey } from './start-key'

test('makes UUIDs that are not the same twice', () => {
  const keys = Array.from({ length: 50 }, newStartKey)
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true)
  expect(new Set(keys).size).toBe(50)
})
