import type { TestProject } from 'vitest/node'
import { startTestServer } from './test-server'
import './test-database'

/** vitest's globalSetup of the database tests: one throw-away server for the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  project.provide('testServerUrl', server.url('postgres'))
  return () => server.remove()
}
