import type { TestProject } from 'vitest/node'
import { startTestServer } from './test-server'
import './test-database'

/** vitest's globalSetup of the database tests: one throw-away server for the run, `npm test`'s when that started it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.FAIRLEAD_TEST_SERVER
  const server = given ? undefined : await startTestServer()
  project.provide('testServerUrl', given ?? server?.url('postgres') ?? '')
  return server && (() => server.remove())
}
