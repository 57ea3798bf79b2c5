import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensureSecrets } from './secrets'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-secrets-'))
  vi.stubEnv('BETTER_AUTH_SECRET', undefined)
  vi.stubEnv('EMAIL_HASH_KEY', undefined)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

test('are made once, for the owner alone, and are the same for all who come at once', async () => {
  const all = await Promise.all([1, 2, 3].map(() => ensureSecrets(folder)))
  expect(all[0]?.secrets.BETTER_AUTH_SECRET).toHaveLength(43)
  expect(all[0]?.secrets.EMAIL_HASH_KEY).not.toBe(all[0]?.secrets.BETTER_AUTH_SECRET)
  expect(all.every(({ secrets }) => secrets.EMAIL_HASH_KEY === all[0]?.secrets.EMAIL_HASH_KEY)).toBe(true)
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['secrets.json'])
  expect(await ensureSecrets(folder)).toEqual({ ...all[0], made: false })
})

test('what the environment gives wins, and nothing is written when it gives all', async () => {
  vi.stubEnv('BETTER_AUTH_SECRET', 'x'.repeat(32))
  vi.stubEnv('EMAIL_HASH_KEY', 'y'.repeat(32))
  const { secrets, made } = await ensureSecrets(folder)
  expect(secrets).toEqual({ BETTER_AUTH_SECRET: 'x'.repeat(32), EMAIL_HASH_KEY: 'y'.repeat(32) })
  expect([made, await readdir(folder)]).toEqual([false, []])
  vi.stubEnv('EMAIL_HASH_KEY', undefined)
  expect((await ensureSecrets(folder)).secrets.BETTER_AUTH_SECRET).toBe('x'.repeat(32))
})

test('a damaged file is said, not replaced: the deleted emails hang on the key', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"BETTER_AUTH_SECRET":"short"}')
  await expect(ensureSecrets(folder)).rejects.toThrow('secrets.json is damaged')
  await writeFile(join(folder, 'secrets.json'), '')
  await expect(ensureSecrets(folder)).rejects.toThrow('secrets.json is damaged')
})
