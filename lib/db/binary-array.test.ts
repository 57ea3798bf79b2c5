import { expect, test } from 'vitest'
import { BinaryArray } from './binary-array'
import { pool } from './client'
import { newId } from './ids'
import { testDatabase } from './test-database'

testDatabase()

test('the server reads the texts that were written, whatever is in them and however long they are', async () => {
  const texts = [
    '',
    'plain',
    'NULL',
    '{"a,b"}',
    'back\\slash "quote"',
    'Zoë 雪 🦊',
    'x'.repeat(70_000),
    '\n\t',
  ]
  const array = new BinaryArray('text', 2 * texts.length)
  for (const text of texts) array.text(text)
  for (const text of texts) array.bytes(Buffer.from(`<${text}>`), 1, Buffer.byteLength(text) + 1)
  const { rows } = await pool().query('SELECT $1::text[] AS texts', [array.end()])
  expect(rows[0].texts).toEqual([...texts, ...texts])
})

test('ids that lie in bytes arrive as they are', async () => {
  const ids = [newId(), newId(), 'ABCDEF01-2345-6789-abcd-ef0123456789']
  const array = new BinaryArray('uuid', ids.length)
  const bytes = Buffer.from(`..${ids.join('')}`)
  for (const i of ids.keys()) array.uuidAt(bytes, 2 + 36 * i)
  const { rows } = await pool().query('SELECT $1::uuid[]::text[] AS ids', [array.end()])
  expect(rows[0].ids).toEqual(ids.map((id) => id.toLowerCase()))
})

test('none are an empty array', async () => {
  const { rows } = await pool().query('SELECT $1::text[] AS texts', [new BinaryArray('text', 0).end()])
  expect(rows[0].texts).toEqual([])
})
