import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { answerWithFaults, noFaults, type RpcFaults, type RpcReply, type RpcRequest } from './rpcFaults'

export type RpcProxy = {
  url: string
  /** Assign to change how the provider behaves from the next request on. */
  faults: RpcFaults
  /** How often each method was called, and how many HTTP requests there were. */
  calls: Map<string, number>
  requests(): number
  /** Log queries that were answered with an error. */
  refusals(): number
  /** Breaks every connection, so that what hangs ends. */
  drop(): void
  /** Turns every fault off and forgets what was counted. */
  reset(): void
  stop(): Promise<void>
}

/** A JSON-RPC provider before `target` with faults that can be switched on. Listens on a free port of loopback. */
export async function startRpcProxy(target: string): Promise<RpcProxy> {
  const faults = noFaults()
  const calls = new Map<string, number>()
  let requests = 0
  let refusals = 0

  const server = createServer((request, response) => {
    requests += 1
    const number = requests
    const told = (call: RpcRequest, reply: RpcReply) => {
      if (call.method === 'eth_getLogs' && 'error' in reply) refusals += 1
    }
    faults
      .meanwhile(number)
      .then(() => serve(target, faults.strikes(number) ? faults : noFaults(), calls, told, request, response))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    calls,
    requests: () => requests,
    refusals: () => refusals,
    drop: () => server.closeAllConnections(),
    reset: () => {
      Object.assign(faults, noFaults())
      calls.clear()
      requests = 0
      refusals = 0
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  target: string,
  faults: RpcFaults,
  calls: Map<string, number>,
  told: (call: RpcRequest, reply: RpcReply) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as RpcRequest | RpcRequest[]
  const batch = Array.isArray(body) ? body : [body]
  for (const { method } of batch) calls.set(method, (calls.get(method) ?? 0) + 1)

  if (faults.hang) return
  if (faults.delayMs > 0) await pause(faults.delayMs)
  if (faults.status !== null) {
    response.writeHead(faults.status, { 'content-type': 'text/plain' }).end('no')
    return
  }
  if (faults.html) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>')
    return
  }
  const replies = []
  for (const call of batch) {
    const reply = await answerWithFaults(call, faults, (method, params) => ask(target, method, params))
    told(call, reply)
    replies.push({ ...reply, jsonrpc: '2.0', id: call.id })
  }
  const refused = replies.find((reply) => 'status' in reply)
  if (refused && 'status' in refused && refused.status !== undefined) {
    const { status, ...own } = refused
    const refusal = JSON.stringify(Array.isArray(body) ? [own] : own)
    response.writeHead(status, { 'content-type': 'application/json' }).end(refusal)
    return
  }
  const text = JSON.stringify(Array.isArray(body) ? replies : replies[0])
  const sent = faults.truncate ? text.slice(0, Math.floor(text.length / 2)) : text
  response.writeHead(200, { 'content-type': 'application/json' }).end(sent)
}

async function ask(target: string, method: string, params: readonly unknown[]): Promise<RpcReply> {
  const response = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  return (await response.json()) as RpcReply
}
