import { connect, type Socket } from 'node:net'

export type Clients = {
  /** Milliseconds from `since` until the last of the group's clients heard something. */
  heard(group: number, since: number): Promise<number>
  close(): void
}

/** Opens event streams by bare sockets, a hundred at a time; each has heard its first bytes when this resolves. */
export async function openClients(
  port: number,
  count: number,
  { groups, path }: { groups: number; path: (group: number) => string },
): Promise<Clients> {
  const sockets: Socket[] = []
  const waiting = new Map<number, { left: number; done: (at: number) => void }>()
  const open = (group: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`GET ${path(group)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`)
      })
      sockets.push(socket)
      socket.once('error', reject)
      socket.once('data', (chunk) => {
        if (!chunk.toString('latin1').startsWith('HTTP/1.1 200'))
          reject(new Error(chunk.toString('utf8', 0, 300)))
        socket.on('data', (data) => {
          const group_ = waiting.get(group)
          if (!group_ || !data.includes('data:')) return
          group_.left -= 1
          if (group_.left === 0) group_.done(performance.now())
        })
        resolve()
      })
    })
  for (let start = 0; start < count; start += 100) {
    const some = Array.from({ length: Math.min(100, count - start) }, (_, index) => (start + index) % groups)
    await Promise.all(some.map(open))
  }
  return {
    heard: (group, since) =>
      new Promise((resolve) => {
        const done = (at: number) => {
          waiting.delete(group)
          resolve(at - since)
        }
        waiting.set(group, { left: Math.ceil((count - group) / groups), done })
      }),
    close: () => sockets.forEach((socket) => socket.destroy()),
  }
}
