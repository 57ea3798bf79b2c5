import type { TestProject } from 'vitest/node'
import { startTestServer } from './test-server'
import './test-database'

/** vitest's globalSetup of the database tests: one throw-away server for the run, `npm test`'s when that started it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { FAIRLEAD_TEST_SERVER: url, FAIRLEAD_TEST_FOLDER: folder } = process.env
  if (url && folder) {
    project.provide('testServer', { url, folder })
    return undefined
  }
  const server = await startTestServer()
  project.provide('testServer', { url: server.url('postgres'), folder: server.folder })
  return () => server.remove()
}
