import postgres from 'postgres'

/** Our mark in a database: whose chain its rows speak of. A database without it is not ours to empty. */
export type ChainMark = { genesis: string }

/** Opens one connection for `work` and closes it. */
export async function withConnection<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

export function readMark(url: string): Promise<ChainMark | null> {
  return withConnection(url, async (sql) => {
    const [table] = await sql`select to_regclass('demo.chain') is not null as present`
    if (!table?.present) return null
    const [row] = await sql<ChainMark[]>`select genesis from demo.chain`
    return row ?? null
  })
}

/** Whether every block that the database's cursor stands on is still part of the chain. */
export function cursorBlock(url: string): Promise<{ number: number; hash: string } | null> {
  return withConnection(url, async (sql) => {
    const [table] = await sql`select to_regclass('public.network_cursors') is not null as present`
    if (!table?.present) return null
    const [row] = await sql<{ number: number; hash: string }[]>`
      select block_number as number, block_hash as hash from network_cursors
      where network = 'local' and block_number is not null`
    return row ?? null
  })
}

/** Empties the demo's database and marks it. Throws when it holds tables that the demo did not make. */
export function resetDatabase(url: string, mark: ChainMark): Promise<void> {
  return withConnection(url, async (sql) => {
    const [state] = await sql`
      select to_regclass('demo.chain') is not null as ours,
             (select count(*)::int from pg_tables where schemaname = 'public') as tables`
    if (!state?.ours && state?.tables > 0) {
      throw new Error(
        "DATABASE_URL names a database with tables that are not the demo's: give it an empty one.",
      )
    }
    await sql.begin(async (tx) => {
      for (const name of ['public', 'drizzle', 'demo']) await tx`drop schema if exists ${tx(name)} cascade`
      await tx`create schema public`
      await tx`create schema demo`
      await tx`create table demo.chain (genesis text not null)`
      await tx`insert into demo.chain ${tx(mark)}`
    })
  })
}
