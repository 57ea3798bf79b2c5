import { defineConfig, devices } from '@playwright/test'

const chromium = process.env.PLAYWRIGHT_CHROMIUM

/** For `npm test -- --only e2e [file]`, which builds the pages, starts an app of its own and sets these variables. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/require-app.ts',
  // Specs named *.smtp.spec.ts run against an app that sends mail by SMTP, the others against one with the outbox.
  testMatch: process.env.FAIRLEAD_E2E_MAILS ? '**/*.smtp.spec.ts' : '**/!(*.smtp).spec.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  workers: Number(process.env.FAIRLEAD_E2E_WORKERS || 1),
  reporter: process.env.FAIRLEAD_E2E_REPORT
    ? [['list'], ['json', { outputFile: process.env.FAIRLEAD_E2E_REPORT }]]
    : 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.FAIRLEAD_URL,
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
})
