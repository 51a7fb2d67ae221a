import { migrate } from '@/db/migrate'

/** `npm run db:migrate`: applies the migrations that DATABASE_URL does not have yet. Safe to run by several at once. */
const url = process.env.DATABASE_URL
if (!url) {
  console.error(
    'DATABASE_URL is missing: it names the PostgreSQL to migrate, such as postgres://user@host/name',
  )
  process.exitCode = 1
} else {
  await migrate(url)
  console.log('The database is up to date.')
}
