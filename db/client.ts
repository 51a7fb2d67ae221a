import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema'

export type PoolOptions = {
  /** Connections at most. */
  max?: number
  /** Seconds after which a statement is given up. */
  statementTimeoutSeconds?: number
}

/** Opens a pool and Drizzle over it; connections are made when first needed. */
export function openDatabase(url: string, options: PoolOptions = {}) {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    idle_timeout: 60,
    connect_timeout: 10,
    connection: {
      application_name: 'crypto-checkout',
      statement_timeout: (options.statementTimeoutSeconds ?? 30) * 1000,
      idle_in_transaction_session_timeout: 60_000,
    },
  })
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}

export type OpenDatabase = ReturnType<typeof openDatabase>
export type Database = OpenDatabase['db']
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** What queries take: the pool, or the transaction of their caller. */
export type Executor = Database | Transaction
