import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Random } from '@/tests/simulation/engine/random'
import type { Tally } from '../tally'

export type Receiver = {
  url: string
  /** Bodies that it took, by the event's id. */
  taken: ReadonlyMap<string, ReadonlySet<string>>
  close(): void
}

/**
 * The merchant's receiver: takes what is signed with the merchant's secret. Of some events it refuses the first try, of some it takes
 * the first try and cuts the connection before it answers.
 */
export async function startReceiver(secret: string, random: Random, tally: Tally): Promise<Receiver> {
  const webhook = new Webhook(secret)
  const taken = new Map<string, Set<string>>()
  const refused = new Set<string>()

  const take = (id: string, body: string) => {
    taken.set(id, (taken.get(id) ?? new Set()).add(body))
  }
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    const id = verified(webhook, body, request)
    tally.count('webhooks received')
    if (id === null) {
      tally.object('a webhook came with a bad signature')
      return response.writeHead(400).end()
    }
    if (taken.has(id)) tally.count('webhooks received again')
    const manner = refused.has(id) || taken.has(id) ? 'takes' : random.pick(MANNERS)
    if (manner === 'refuses') {
      refused.add(id)
      tally.count('webhooks refused at first')
      return response.writeHead(500).end()
    }
    take(id, body)
    if (manner === 'takes') return response.writeHead(204).end()
    tally.count('webhooks taken without an answer')
    return request.socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    taken,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const MANNERS = ['takes', 'takes', 'takes', 'takes', 'takes', 'takes', 'refuses', 'cuts'] as const

function verified(webhook: Webhook, body: string, { headers }: IncomingMessage): string | null {
  try {
    webhook.verify(body, headers as Record<string, string>)
    return String(headers['webhook-id'])
  } catch {
    return null
  }
}
