import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Received = {
  path: string
  headers: Record<string, string>
  body: string
  json: { id: string; type: string; created: string; livemode: boolean; data: Record<string, never> }
}

/** What a receiver does with a request whose body it has read. */
export type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void

export const ok: Answer = (response) => void response.writeHead(200).end('{"received":true}')
/** Answers with a status and nothing else. */
export function answering(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => void response.writeHead(code, headers).end()
}

export type ReceiverOptions = { tls?: { key: string; cert: string } }

/** A real merchant's server on this machine, until the file's tests are over. What it answers can change. */
export async function startReceiver(first: Answer = ok, { tls }: ReceiverOptions = {}) {
  const received: Received[] = []
  let answer = first
  let atOnce = 0
  let most = 0
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    atOnce += 1
    most = Math.max(most, atOnce)
    response.once('close', () => (atOnce -= 1))
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const one = { path: request.url ?? '', headers, body, json: JSON.parse(body) as Received['json'] }
      received.push(one)
      answer(response, one, request)
    })
  }
  const server = tls ? createTlsServer(tls, handle) : createServer(handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  afterAll(close)
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/hook`,
    port,
    received,
    /** The most requests that it had at once. */
    most: () => most,
    /** How many it has now. */
    now: () => atOnce,
    types: () => received.map(({ json }) => json.type),
    answers(next: Answer): void {
      answer = next
    },
    close,
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
