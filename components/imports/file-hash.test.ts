import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fileHash } from './file-hash'

test('the hash of a file in slices is its SHA-256', async () => {
  for (const bytes of [0, 1, 999_999, 1_000_000, 1_000_001, 2_500_000]) {
    const content = randomBytes(bytes)
    expect(await fileHash(new Blob([content]), new AbortController().signal)).toBe(
      createHash('sha256').update(content).digest('hex'),
    )
  }
})

test('hashing stops when it is told to', async () => {
  await expect(fileHash(new Blob(['x']), AbortSignal.abort())).rejects.toThrow()
})
