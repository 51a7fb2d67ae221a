import postgres from 'postgres'
import { migrate } from '@/db/migrate'
import { startPostgres } from '@/scripts/local/postgres'

/** The migrated, empty database that each test's own database is a copy of. */
export const TEMPLATE = 'checkout_template'

export type TestServer = { adminUrl: string; stop(): Promise<void> }

/** One PostgreSQL for a whole run: TEST_DATABASE_URL's server when it is set, else a bundled one that goes away after. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startPostgres({ fast: true })
  await makeTemplate(server.url)
  return { adminUrl: server.url, stop: server.stop }
}

/** The same server with another database in its place. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`)
    await admin.unsafe(`create database ${TEMPLATE} template template0 encoding 'UTF8'`)
  } finally {
    await admin.end()
  }
  await migrate(withDatabase(adminUrl, TEMPLATE))
}
