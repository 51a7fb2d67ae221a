import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { openDatabase, type OpenDatabase } from '@/db/client'
import { TEMPLATE, withDatabase } from './postgres'

export type TestDatabase = Pick<OpenDatabase, 'db' | 'sql'> & {
  url: string
  /** Closes the pool and drops the database, whoever is still connected. */
  close(): Promise<void>
}

/** An empty, migrated database of one's own: a copy of the template, made in milliseconds. The caller closes it. */
export async function createTestDatabase(adminUrl = inject('adminUrl')): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(adminUrl, `create database ${name} template ${TEMPLATE}`)
  const url = withDatabase(adminUrl, name)
  const { db, sql, close } = openDatabase(url)
  return {
    url,
    db,
    sql,
    close: async () => {
      await close()
      await administer(adminUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

/**
 * The database of one test file: `const database = await testDatabase()` at the file's top level (or in a `describe`),
 * dropped after its tests.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  afterAll(() => database.close())
  return database
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(statement)
  } finally {
    await admin.end()
  }
}
