import { openDatabase, type OpenDatabase } from '@/db/client'

type Sql = OpenDatabase['sql']

/** One session of PostgreSQL, whose backend can be made to go away. */
export interface Connection {
  readonly pid: number
  readonly isOpen: boolean
  query(text: string, params: readonly unknown[], asValues: boolean): Promise<unknown>
  /** Ends the session as a crash of either side would: the server rolls back what was not committed. */
  cut(): Promise<void>
}

/** The sessions of one run: opened when first needed, handed on when a process is done with them. */
export interface Connections {
  acquire(): Promise<Connection>
  release(connection: Connection): void
  isBlocked(pid: number): Promise<boolean>
  /** All sessions of the run at once, as when the server is restarted. */
  cutAll(): Promise<void>
  /** To look at what is stored, outside of the simulation. */
  readonly books: OpenDatabase['db']
  close(): Promise<void>
}

/** How postgres.js reports a connection that went away. */
export function connectionLost(): Error {
  return Object.assign(new Error('write CONNECTION_CLOSED simulated'), { code: 'CONNECTION_CLOSED' })
}

export function openConnections(url: string): Connections {
  const monitor = openDatabase(url, { max: 1 })
  const all = new Set<Connection>()
  const idle: Connection[] = []
  const asked = new Set<number>()
  let looking: Promise<ReadonlySet<number>> | null = null

  const look = async (): Promise<ReadonlySet<number>> => {
    const pids = [...asked]
    asked.clear()
    looking = null
    const rows = await monitor.sql<{ pid: number }[]>`
      select pid from unnest(${pids}::int[]) as pid where cardinality(pg_blocking_pids(pid)) > 0`
    return new Set(rows.map((row) => row.pid))
  }

  const open = async (): Promise<Connection> => {
    const { sql } = openDatabase(url, { max: 1, statementTimeoutSeconds: 600 })
    const pid = await backendOf(sql)
    let isOpen = true
    const connection: Connection = {
      pid,
      get isOpen() {
        return isOpen
      },
      async query(text, params, asValues) {
        if (!isOpen) throw connectionLost()
        // Prepared, which the product leaves to its operator's pooler: it halves what the server has to do.
        const pending = sql.unsafe(text, params as Parameters<Sql['unsafe']>[1], {
          prepare: params.length > 0,
        })
        return asValues ? pending.values() : pending
      },
      async cut() {
        if (!isOpen) return
        isOpen = false
        all.delete(connection)
        await monitor.sql`select pg_terminate_backend(${pid}, 10000)`
        await sql.end({ timeout: 0 })
      },
    }
    all.add(connection)
    return connection
  }

  return {
    async acquire() {
      for (let given = idle.pop(); given; given = idle.pop()) if (given.isOpen) return given
      return open()
    },
    release(connection) {
      if (connection.isOpen) idle.push(connection)
    },
    async isBlocked(pid) {
      asked.add(pid)
      // Asked together, what fifty sessions wait for is one query.
      looking ??= Promise.resolve().then(look)
      return (await looking).has(pid)
    },
    async cutAll() {
      for (const connection of all) await connection.cut()
    },
    books: monitor.db,
    async close() {
      for (const connection of all) await connection.cut()
      await monitor.close()
    },
  }
}

async function backendOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  if (!row) throw new Error('the server names no backend')
  return row.pid
}
