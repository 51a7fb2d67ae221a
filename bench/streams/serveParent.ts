import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Told = { port: number } | { memory: number }

/** Tells the parent process its port, and how much memory it holds whenever it is asked, rubbish collected. */
export function serveParent(server: Server): void {
  server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }))
  process.on('message', () => {
    globalThis.gc?.()
    globalThis.gc?.()
    tell({ memory: process.memoryUsage().rss })
  })
}

function tell(told: Told): void {
  process.send?.(told)
}
