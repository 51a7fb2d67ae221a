import type { TestProject } from 'vitest/node'
import { startTestServer } from './postgres'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the test server's own database; empty when the run asked for unit tests alone. */
    adminUrl: string
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const needsDatabase = project.vitest.projects.some(({ name }) => name !== 'unit')
  if (!needsDatabase) {
    project.provide('adminUrl', '')
    return undefined
  }
  const server = await startTestServer()
  project.provide('adminUrl', server.adminUrl)
  return () => server.stop()
}
