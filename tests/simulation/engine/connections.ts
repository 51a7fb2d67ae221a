import { openDatabase, type OpenDatabase } from '@/db/client'
import { createBackend, type Backend } from './backend'

type Sql = OpenDatabase['sql']

/** One session of PostgreSQL, whose backend can be made to wait or to go away. */
export interface Connection {
  readonly backend: Backend
  readonly isOpen: boolean
  /** The sessions whose locks it waits for, by their ids. */
  blockers(): Promise<readonly number[]>
  query(text: string, params: readonly unknown[], asValues: boolean): Promise<unknown>
  /** Ends the session as a crash of either side would: the server rolls back what was not committed. */
  cut(): Promise<void>
}

/** The sessions of one run: opened when first needed, handed on when a process is done with them. */
export interface Connections {
  acquire(): Promise<Connection>
  release(connection: Connection): void
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

/** `adminUrl` is another database of the same server: a look from inside would hold back what the sessions clean up, by the clock. */
export function openConnections(url: string, adminUrl: string): Connections {
  const books = openDatabase(url, { max: 1 })
  const monitor = openDatabase(adminUrl, { max: 1 })
  const all = new Set<Connection>()
  const idle: Connection[] = []
  const asked = new Set<number>()
  let looking: Promise<ReadonlyMap<number, readonly number[]>> | null = null

  const look = async () => {
    const pids = [...asked]
    asked.clear()
    looking = null
    const rows = await monitor.sql<{ pid: number; blockers: number[] }[]>`
      select pid, pg_blocking_pids(pid) as blockers from unnest(${pids}::int[]) as pid`
    return new Map(rows.map((row) => [row.pid, row.blockers]))
  }

  /** Waits for its end, with which its locks are free; the server's own waiting looks ten times a second only. */
  const isGone = async (pid: number) => {
    for (;;) {
      const left = await monitor.sql`select from pg_stat_activity where pid = ${pid}`
      if (left.length === 0) return
    }
  }

  const open = async (): Promise<Connection> => {
    const { sql } = openDatabase(url, { max: 1, statementTimeoutSeconds: 600 })
    const pid = await backendOf(sql)
    let isOpen = true
    const backend = createBackend(pid)
    const connection: Connection = {
      backend,
      get isOpen() {
        return isOpen
      },
      async blockers() {
        asked.add(pid)
        // Asked together, what fifty sessions wait for is one query.
        looking ??= Promise.resolve().then(look)
        return (await looking).get(pid) ?? []
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
        await monitor.sql`select pg_terminate_backend(${pid})`
        // It finds the signal before anything else, so that what it waited for is not done by a session that is dead.
        backend.letGo()
        await isGone(pid)
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
    async cutAll() {
      for (const connection of all) await connection.cut()
    },
    books: books.db,
    async close() {
      await Promise.all([...all].map((connection) => connection.cut()))
      await Promise.all([books.close(), monitor.close()])
    },
  }
}

async function backendOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  if (!row) throw new Error('the server names no backend')
  return row.pid
}
