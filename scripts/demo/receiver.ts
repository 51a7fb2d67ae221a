import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export type Receiver = {
  url: string
  /** Waits until webhooks of these types were received, and names all that were. Throws when one had a bad signature. */
  until(types: readonly string[], withinMs: number): Promise<string[]>
  close(): void
}

/** The merchant's server of the demo: on loopback, takes what is signed with the merchant's secret, and nothing else. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const webhook = new Webhook(secret)
  const received: string[] = []
  let bad: Error | null = null
  let changed = () => {}
  const server = createServer(async (request, response) => {
    try {
      const body = (await request.toArray()).join('')
      const event = webhook.verify(body, request.headers as Record<string, string>) as { type: string }
      received.push(event.type)
      response.writeHead(204).end()
    } catch (error) {
      bad = error instanceof Error ? error : new Error(String(error))
      response.writeHead(400).end()
    }
    changed()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    async until(types, withinMs) {
      const late = setTimeout(() => {
        bad = new Error(
          `Waited ${withinMs / 1000} s for webhooks and received ${received.join(', ') || 'none'}.`,
        )
        changed()
      }, withinMs)
      try {
        while (!types.every((type) => received.includes(type))) {
          if (bad) throw bad
          await new Promise<void>((resolve) => (changed = resolve))
        }
        return received
      } finally {
        clearTimeout(late)
      }
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
