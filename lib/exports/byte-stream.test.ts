import { expect, test } from 'vitest'
import { byteStream } from './byte-stream'

test('gives the pieces as UTF-8 bytes, in order', async () => {
  async function* pieces() {
    yield 'é'
    yield 'ab'
  }
  expect(await new Response(byteStream(pieces())).text()).toBe('éab')
})

test('makes no more pieces once the reader has left', async () => {
  let ended = false
  async function* pieces() {
    try {
      for (;;) yield 'x'
    } finally {
      ended = true
    }
  }
  const reader = byteStream(pieces()).getReader()
  await reader.read()
  await reader.cancel()
  expect(ended).toBe(true)
})

test('a throw breaks the stream', async () => {
  // biome-ignore lint/correctness/useYield: it throws before it has a piece
  async function* pieces(): AsyncGenerator<string> {
    throw new Error('the database is gone')
  }
  await expect(new Response(byteStream(pieces())).text()).rejects.toThrow('the database is gone')
})
