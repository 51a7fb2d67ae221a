import type { ConnectionOptions } from 'node:tls'
import { Agent, request } from 'undici'
import { step } from '@/lib/tracing/step'
import { parseCidr, type ReceiverRules } from './addresses'
import { checkedConnector } from './connector'
import { failureText } from './failureText'
import { retryAfterMs } from './retryAfter'
import type { Resolve } from './resolve'

export type Sending = {
  url: string
  headers: Record<string, string>
  body: string
  /** From the first packet to the end of the answer's headers. */
  timeoutMs: number
  /** Of the endpoint; empty does not narrow (W4). */
  allowedIps: readonly string[]
  signal: AbortSignal
}

/** What came of a try. Taken is any 2xx; a redirect is not followed and is none. */
export type Outcome = {
  /** Null when there was no answer. */
  status: number | null
  /** Why it failed, in words; null when it was taken. */
  error: string | null
  /** How long the receiver asked to be left alone. */
  retryAfterMs: number | null
  durationMs: number
}

export type Sender = { send(sending: Sending): Promise<Outcome>; close(): Promise<void> }

export type SenderOptions = {
  rules: ReceiverRules
  resolve: Resolve
  ca?: ConnectionOptions['ca']
}

const CONNECT_MS = 5_000
/** The answer's body means nothing; so much of it is read that the connection can be used again. */
const BODY_BYTES = 16 * 1024
const BODY_MS = 1_000
/** Sets of allowed_ips with connections of their own; the oldest makes room. */
const AGENTS = 64

/** Sends deliveries over HTTP, each bounded in time and in what is read of the answer. Never throws. */
export function createSender(options: SenderOptions): Sender {
  const agents = new Map<string, Agent>()
  // Connections are kept for those alone for whom they were judged.
  const agentFor = (allowedIps: readonly string[]): Agent => {
    const key = allowedIps.join(' ')
    const known = agents.get(key)
    if (known) return known
    const agent = openAgent(options, allowedIps)
    agents.set(key, agent)
    const [oldest] = agents.keys()
    if (agents.size > AGENTS && oldest !== undefined) {
      void agents.get(oldest)?.close()
      agents.delete(oldest)
    }
    return agent
  }
  return {
    async send(sending) {
      const started = performance.now()
      const { status, error, retryAfter } = await step(
        { name: 'send a webhook', kind: 'client' },
        async (note) => {
          const answer = await post(agentFor(sending.allowedIps), sending)
          if (answer.status !== null) note({ 'http.response.status_code': answer.status })
          return answer
        },
      )
      return {
        status,
        error,
        retryAfterMs: retryAfter,
        durationMs: Math.round(performance.now() - started),
      }
    },
    async close() {
      const open = [...agents.values()]
      agents.clear()
      await Promise.all(open.map((agent) => agent.destroy()))
    },
  }
}

function openAgent(options: SenderOptions, allowedIps: readonly string[]): Agent {
  return new Agent({
    pipelining: 1,
    connect: checkedConnector({
      ...options,
      allowedIps: allowedIps.map((text) => parseCidr(text)).filter((cidr) => cidr !== null),
      timeoutMs: CONNECT_MS,
    }),
  })
}

async function post(dispatcher: Agent, sending: Sending) {
  const { url, headers, body, timeoutMs, signal } = sending
  const late = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher,
      signal: AbortSignal.any([signal, late]),
      // The signal bounds all of it together.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    await discard(answer.body)
    const status = answer.statusCode
    const taken = status >= 200 && status < 300
    return {
      status,
      error: taken ? null : statusText(status),
      retryAfter: taken ? null : retryAfterMs(answer.headers['retry-after'], answer.headers.date),
    }
  } catch (error) {
    const text = late.aborted ? `no answer within ${timeoutMs / 1000} s` : failureText(error)
    return { status: null, error: text, retryAfter: null }
  }
}

/** Reads a little of the body, for a moment; what is left is cut off with its connection. */
async function discard(body: Awaited<ReturnType<typeof request>>['body']): Promise<void> {
  await body.dump({ limit: BODY_BYTES, signal: AbortSignal.timeout(BODY_MS) }).catch(() => {})
}

function statusText(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}, and redirects are not followed`
  return `answered ${status}`
}
