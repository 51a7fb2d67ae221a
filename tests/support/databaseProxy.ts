import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Which COMMIT, counted from the start, loses its connection: before it arrives, or after it was done. */
export type Cut = { commit: number; when: 'before' | 'after' }

export type DatabaseFaults = {
  cut?: Cut
  /** Called before a message goes on to the server, with its number since the start. */
  onMessage?: (message: number) => void
}

export type DatabaseProxy = {
  /** The target's database, reached through the proxy. */
  url: string
  /** How many COMMITs were sent. */
  commits(): number
  stop(): Promise<void>
}

/**
 * A PostgreSQL server's address where a connection can be lost at a COMMIT, as by a crash of the server or of the network,
 * and where a client's messages are counted.
 */
export async function startDatabaseProxy(target: string, faults: DatabaseFaults): Promise<DatabaseProxy> {
  const { cut, onMessage } = faults
  const upstream = new URL(target)
  const sockets = new Set<Socket>()
  let commits = 0
  let messages = 0

  const server = createServer((client) => {
    const database = connect(Number(upstream.port), upstream.hostname)
    const isCommit = commitDetector()
    const drop = () => {
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', drop)
      socket.on('close', drop)
    }
    let answers = true
    client.on('data', (chunk) => {
      onMessage?.(++messages)
      const cutNow = isCommit(chunk) && ++commits === cut?.commit
      if (cutNow && cut.when === 'before') return drop()
      if (cutNow) answers = false
      database.write(chunk)
    })
    database.on('data', (chunk) => {
      if (answers) client.write(chunk)
      else drop()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    commits: () => commits,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Recognizes a COMMIT in one connection's messages, parsed anew or by the name it was prepared under. */
function commitDetector(): (chunk: Buffer) => boolean {
  let bound: string | null = null
  return (chunk) => {
    const text = chunk.toString('latin1')
    const parsed = /P[^]{4}([^\0]*)\0commit\0/.exec(text)
    if (parsed) {
      bound = parsed[1] ? `\0${parsed[1]}\0` : null
      return true
    }
    return bound !== null && text.includes(bound)
  }
}
