import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { TEMPLATE, withDatabase } from '@/tests/support/postgres'

/** A database of one run's own, copied from the migrated template. */
export async function copyOfTemplate(adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `simulation_${randomBytes(6).toString('hex')}`
  await administer(adminUrl, [`create database ${name} template ${TEMPLATE}`])
  return {
    url: withDatabase(adminUrl, name),
    drop: () => administer(adminUrl, [`drop database if exists ${name} with (force)`]),
  }
}

async function administer(adminUrl: string, statements: readonly string[]): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await admin.unsafe(statement)
  } finally {
    await admin.end()
  }
}
