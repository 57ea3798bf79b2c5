/** Playwright's global setup. */
export default function requireApp(): void {
  if (process.env.FAIRLEAD_URL && process.env.DATABASE_URL) return
  throw new Error('The browser tests need an app to click in. Run them with: npm test -- --only e2e')
}
