import { afterEach, expect, test } from 'vitest'
import { migrate } from '@/db/migrate'
import { createTestDatabase, testDatabase, type TestDatabase } from '@/tests/support/database'

const database = await testDatabase()
const opened: TestDatabase[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

test('every migration is applied, and applying them again changes nothing', async () => {
  const before = await database.sql`select hash from drizzle.__drizzle_migrations order by id`
  expect(before.length).toBeGreaterThan(0)
  await migrate(database.url)
  expect(await database.sql`select hash from drizzle.__drizzle_migrations order by id`).toEqual(before)
})

test('three processes that migrate an empty database at once all succeed', async () => {
  const own = await createTestDatabase()
  opened.push(own)
  await own.sql`drop schema public cascade`
  await own.sql`drop schema drizzle cascade`
  await own.sql`create schema public`
  await Promise.all([migrate(own.url), migrate(own.url), migrate(own.url)])
  const [found] = await own.sql`select count(*)::int as tables from pg_tables where schemaname = 'public'`
  expect(found?.tables).toBeGreaterThan(5)
})
