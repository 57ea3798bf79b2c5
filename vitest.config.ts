import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const tests = globSync('{app,components,emails,lib,prisma,scripts,torture}/**/*.test.{ts,tsx}', { cwd: root })
const wantsDatabase = (file: string) => /^testDatabase\(/m.test(readFileSync(`${root}${file}`, 'utf8'))

/** Two projects, so that a run of pure tests starts no server: a file that calls testDatabase() is a database test. */
export default defineConfig({
  resolve: { alias: { '@': root.slice(0, -1) } },
  test: {
    env: {
      BETTER_AUTH_SECRET: 'secret-of-the-tests-secret-of-the-tests',
      EMAIL_HASH_KEY: 'hash-key-of-the-tests-hash-key-of-the-tests',
      // Nobody answers there: a test that needs a database says so with testDatabase().
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      FAIRLEAD_URL: 'http://localhost:3000',
      LOG_LEVEL: 'silent',
      RESEND_API_KEY: '',
      SMTP_URL: '',
    },
    maxWorkers: 2,
    // Generous, so that no test needs to say more: the machine may be busy with a build or other tests.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: tests.filter((file) => !wantsDatabase(file)) },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: tests.filter(wantsDatabase),
          globalSetup: 'lib/db/test-global.ts',
        },
      },
    ],
  },
})
