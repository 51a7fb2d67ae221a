import { createHash } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import * as schema from '@/db/schema'
import type { Database, OpenDatabase } from '@/db/client'
import { connectionLost, type Connection, type Connections } from './connections'
import type { Scheduler, SimProcess } from './scheduler'

/** What becomes of a COMMIT: done, or its connection is lost before it arrives, or before its answer does. */
export type CommitFate = 'done' | 'lost before' | 'lost after'

export type ProcessDatabase = {
  db: Database
  /** Lets go of the sessions: cut, with what they had not committed, when the process was killed. */
  leave(): Promise<void>
}

type Pending = PromiseLike<unknown> & { values(): Promise<unknown> }

/**
 * A process's pool, as the query builder sees it: each statement, BEGIN, COMMIT and ROLLBACK waits for its turn and then runs
 * on a real PostgreSQL session.
 */
export function processDatabase(parts: {
  scheduler: Scheduler
  process: SimProcess
  connections: Connections
  fateOfCommit: (process: SimProcess) => CommitFate
}): ProcessDatabase {
  const { scheduler, process, connections, fateOfCommit } = parts
  const own = new Set<Connection>()
  const free: Connection[] = []

  const acquire = async (): Promise<Connection> => {
    for (let given = free.pop(); given; given = free.pop()) if (given.isOpen) return given
    const connection = await connections.acquire()
    own.add(connection)
    return connection
  }
  const giveBack = (connection: Connection) => {
    if (connection.isOpen) free.push(connection)
    else own.delete(connection)
  }

  const told = (result: unknown) => {
    const rows = Array.isArray(result) ? result : []
    const text = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
    scheduler.note(
      `${process.name} < ${rows.length} ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`,
    )
    return result
  }

  const on = (
    connection: () => Promise<Connection>,
    after: (used: Connection) => void,
    failed: (error: unknown) => void = () => {},
  ) => {
    const send = (text: string, params: readonly unknown[], asValues: boolean) => {
      let session: Connection | null = null
      const sent = process.ask(
        `sql ${brief(text)}`,
        async () => {
          const used = await connection()
          session = used
          try {
            return await used.query(text, params, asValues)
          } catch (error) {
            const seen = used.isOpen ? error : connectionLost()
            failed(seen)
            throw seen
          } finally {
            after(used)
          }
        },
        () => session,
      )
      return sent.then(told)
    }
    return (text: string, params: readonly unknown[] = []): Pending => ({
      values: () => send(text, params, true),
      // oxlint-disable-next-line unicorn/no-thenable -- the driver's queries are thenables
      then: (resolve, reject) => send(text, params, false).then(resolve, reject),
    })
  }

  const options = { parsers: {}, serializers: {} }

  type Client = { options: typeof options; unsafe: ReturnType<typeof on> }
  type Nested = Client & { savepoint<R>(work: (client: Nested) => Promise<R>): Promise<R> }

  /** Like the driver, a transaction in which a statement failed is not committed, whoever caught that. */
  const nested = (connection: Connection, depth: number, failures: unknown[]): Nested => {
    const unsafe = on(
      () => Promise.resolve(connection),
      () => {},
      (error) => failures.push(error),
    )
    return {
      options,
      unsafe,
      async savepoint(work) {
        const name = `s${depth}`
        const inner: unknown[] = []
        await unsafe(`savepoint ${name}`)
        try {
          const result = await work(nested(connection, depth + 1, inner))
          if (inner.length > 0) throw inner[0]
          return result
        } catch (error) {
          await unsafe(`rollback to ${name}`)
          throw error
        }
      },
    }
  }

  const begin = async <Result>(work: (client: Nested) => Promise<Result>): Promise<Result> => {
    const connection = await process.ask('sql begin', async () => {
      const given = await acquire()
      await given.query('begin', [], false)
      return given
    })
    const failures: unknown[] = []
    let result: Result
    try {
      result = await work(nested(connection, 0, failures))
      if (failures.length > 0) throw failures[0]
    } catch (error) {
      await process.ask('sql rollback', async () => {
        if (connection.isOpen) await connection.query('rollback', [], false)
        giveBack(connection)
      })
      throw error
    }
    await process.ask('sql commit', async () => {
      const fate = fateOfCommit(process)
      if (fate !== 'done') scheduler.note(`${process.name} ! connection ${fate} COMMIT's answer`)
      if (fate === 'lost before') await connection.cut()
      if (!connection.isOpen) throw connectionLost()
      await connection.query('commit', [], false)
      if (fate === 'lost after') {
        await connection.cut()
        throw connectionLost()
      }
      giveBack(connection)
    })
    return result
  }

  const client = { options, unsafe: on(acquire, giveBack), begin }
  return {
    db: drizzle(client as unknown as OpenDatabase['sql'], { schema }),
    async leave() {
      for (const connection of own) {
        if (process.alive) connections.release(connection)
        else await connection.cut()
      }
      own.clear()
    },
  }
}

function brief(text: string): string {
  const [, verb = '', table = ''] = /^\s*(\w+).*?(?:from|into|update)\s+"?(\w+)/s.exec(text) ?? []
  return verb ? `${verb} ${table}` : text.slice(0, 30)
}
