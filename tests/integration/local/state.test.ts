import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrate } from '@/db/migrate'
import { resetDatabase, withConnection } from '@/scripts/local/localDatabase'
import { openState } from '@/scripts/local/state'
import { testChain } from '@/tests/support/anvil'
import { testDatabase } from '@/tests/support/database'

const [database, foreign] = [await testDatabase(), await testDatabase()]
const [chain, otherChain] = [await testChain(), await testChain({ args: ['--timestamp', '1700000000'] })]
const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-test-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const notes: string[] = []
const open = (rpcUrl: string, databaseUrl = database.url) =>
  openState({ folder, databaseUrl, rpcUrl, note: (text) => notes.push(text) })

async function tables(): Promise<number> {
  const [row] = await withConnection(
    database.url,
    (sql) => sql`select count(*)::int as count from pg_tables where schemaname = 'public'`,
  )
  return row?.count
}

test('database, chain and keys are kept while they belong together, and forgotten together', async () => {
  // What the test database holds is not the demo's: it is made empty here as an operator would.
  await withConnection(database.url, (sql) => sql`drop schema public cascade`)
  await resetDatabase(database.url, { genesis: 'none' })
  const first = await open(chain.rpcUrl)
  await migrate(database.url)
  expect(await tables()).toBeGreaterThan(5)

  expect(await open(chain.rpcUrl)).toEqual(first)
  expect(await tables()).toBeGreaterThan(5)

  const second = await open(otherChain.rpcUrl)
  expect(second.secrets.encryptionKey).not.toBe(first.secrets.encryptionKey)
  expect(await tables()).toBe(0)
  expect(notes.at(-1)).toContain('the database starts empty')
})

test('a cursor on a block that the chain no longer has empties the database', async () => {
  await open(chain.rpcUrl)
  await migrate(database.url)
  await withConnection(
    database.url,
    (sql) => sql`insert into network_cursors (network, mode, block_number, block_hash, fence)
                 values ('local', 'live', 0, '0xgone', 1)`,
  )
  await open(chain.rpcUrl)
  expect(await tables()).toBe(0)
})

test('keys are readable by their owner alone', async () => {
  await open(chain.rpcUrl)
  const file = path.join(folder, 'secrets.json')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).toContain('encryptionKey')
})

test('a database with tables that the demo did not make is refused', async () => {
  await expect(open(chain.rpcUrl, foreign.url)).rejects.toThrow('not the demo')
  const [row] = await foreign.sql`select count(*)::int as count from merchants`
  expect(row?.count).toBe(0)
})
