import type { IncomingMessage, Server } from 'node:http'

/**
 * Lets no connection of this server become anything but HTTP. Next adds a listener with its first page, which sends an upgrade on to wherever the
 * request's target says, another machine too; it is taken off again before it can hear anything. Without a listener Node answers
 * such a request as any other: clients that offer h2c, as Java's does, notice nothing.
 */
export function refuseUpgrades(server: Server): void {
  server.on('newListener', (event: string | symbol, listener: (...args: unknown[]) => void) => {
    if (event === 'upgrade' || event === 'connect') process.nextTick(() => server.off(event, listener))
  })
}

/** Why a request is refused before anything looks at it, or null: there are no WebSockets here, and nothing is fetched from elsewhere. */
export function refusedBeforehand({ url, headers }: IncomingMessage): string | null {
  if (!url?.startsWith('/')) return 'The request target must be a path'
  return /websocket/i.test(headers.upgrade ?? '') ? 'There are no WebSockets here' : null
}
