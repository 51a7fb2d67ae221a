import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const MIGRATION_LOCK = 7_236_641

/**
 * Applies the migrations that are not in the database yet. Several processes may call it at once: one works, the others
 * wait for it and find nothing to do. The lock is of the session, because the migrator opens its own transaction; the
 * single connection is closed afterwards, which releases it.
 */
export async function migrate(url: string, folder = path.resolve('db/migrations')): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await applyMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    await sql.end()
  }
}
