import { getHttpRpcClient } from 'viem/utils'
import { step } from '@/lib/tracing/step'
import { ChainError, isChainError } from '../errors'
import type { Meter } from '../meter'
import type { ProviderLimits } from '../network'
import { withDeadline } from './deadline'
import { classifyStatus, readErrorObject, rpcError } from './rpcErrors'

export type RpcCall = { method: string; params: readonly unknown[] }

/** A hundred thousand logs are about 63 MB. */
const MAX_BODY_BYTES = 128 * 1024 * 1024

export interface Rpc {
  limits: ProviderLimits
  /**
   * All calls in one HTTP request, so that a load balancer has one node answer them; results in the order of the calls.
   * Throws ChainError when the request or any of its calls fails.
   */
  together(calls: readonly RpcCall[], signal: AbortSignal): Promise<unknown[]>
  /** Any number of calls, at most `size` and `batchSize` a request, one request after the other. */
  inBatches(calls: readonly RpcCall[], signal: AbortSignal, size?: number): Promise<unknown[]>
}

/** An error's answer is read to find the provider's words in it, when it is no longer. */
const MAX_ERROR_BYTES = 100_000

/**
 * JSON-RPC over HTTP with a time limit for each request, body included. Never retries: its caller knows what is worth it. What it
 * asks is counted by `meter`, and held to its budget.
 */
export function connect(rpcUrl: string, limits: ProviderLimits, meter?: Meter): Rpc {
  const client = getHttpRpcClient(rpcUrl, { timeout: 0, maxResponseBodySize: MAX_BODY_BYTES })

  async function post(calls: readonly RpcCall[], signal: AbortSignal): Promise<unknown> {
    let status: number | null = null
    let words: unknown
    try {
      const answer = await client.request({
        body: calls.map((call, id) => ({ jsonrpc: '2.0', id, method: call.method, params: call.params })),
        fetchOptions: { signal },
        onResponse: async (response) => {
          status = response.status
          if (!response.ok && status !== 429) words = await errorBody(response)
        },
      })
      if (status === 429) throw new ChainError('rate_limited', 'HTTP 429')
      return answer
    } catch (error) {
      if (words !== undefined && !signal.aborted) return words
      throw transportError(error, status)
    }
  }

  const together: Rpc['together'] = async (calls, signal) => {
    if (calls.length === 0) return []
    await meter?.admit(calls.length, signal)
    const ask = () => withDeadline(signal, limits.requestTimeoutMs, (inner) => post(calls, inner))
    const facts = { 'rpc.system': 'jsonrpc', 'rpc.method': calls[0]?.method ?? '', calls: calls.length }
    const answer = await step({ name: 'ask a provider', kind: 'client', facts }, () =>
      meter ? meter.timed(ask) : ask(),
    )
    return inOrder(calls, answer)
  }
  return {
    limits,
    together,
    async inBatches(calls, signal, size = limits.batchSize) {
      const most = Math.min(size, limits.batchSize)
      const results: unknown[] = []
      for (let start = 0; start < calls.length; start += most) {
        results.push(...(await together(calls.slice(start, start + most), signal)))
      }
      return results
    },
  }
}

/** What a refusal says in JSON-RPC, whatever its HTTP status: some providers answer a whole batch so. */
async function errorBody(response: Response): Promise<unknown> {
  try {
    const body: unknown = JSON.parse(await beginningOf(response.clone()))
    const [first] = Array.isArray(body) ? (body as unknown[]) : [body]
    return first !== null && typeof first === 'object' && 'error' in first ? body : undefined
  } catch {
    return undefined
  }
}

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done || text.length > MAX_ERROR_BYTES) break
    text += decoder.decode(part.value, { stream: true })
  }
  // Never awaited: a provider could hold that up too.
  reader?.cancel().catch(() => {})
  return text
}

function transportError(error: unknown, status: number | null): ChainError {
  if (isChainError(error)) return error
  if (error instanceof Error && error.name === 'ResponseBodyTooLargeError') {
    return new ChainError('range_too_large', 'the answer is larger than may be read')
  }
  if (status === null) return new ChainError('unavailable', 'no connection')
  if (status < 400) return new ChainError('bad_response', 'the answer is not whole JSON')
  return new ChainError(classifyStatus(status), `HTTP ${status}`)
}

/** Puts a batch's answers into the order of its calls; one error fails it all. */
function inOrder(calls: readonly RpcCall[], answer: unknown): unknown[] {
  if (!Array.isArray(answer)) {
    if (answer !== null && typeof answer === 'object' && 'error' in answer) {
      throw rpcError('batch', readErrorObject(answer.error))
    }
    throw new ChainError('bad_response', 'a batch was not answered by a list')
  }
  const results: unknown[] = Array.from({ length: calls.length })
  const answered = new Set<number>()
  for (const entry of answer as unknown[]) {
    if (entry === null || typeof entry !== 'object')
      throw new ChainError('bad_response', 'an answer is no object')
    const id = 'id' in entry ? Number(entry.id ?? Number.NaN) : Number.NaN
    if ('error' in entry && entry.error !== undefined && entry.error !== null) {
      throw rpcError(calls[id]?.method ?? 'batch', readErrorObject(entry.error))
    }
    if (!('result' in entry) || calls[id] === undefined) {
      throw new ChainError('bad_response', 'an answer belongs to no call')
    }
    results[id] = entry.result
    answered.add(id)
  }
  if (answered.size < calls.length) throw new ChainError('bad_response', 'a call of a batch was not answered')
  return results
}
