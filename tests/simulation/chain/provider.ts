import type { Hex } from 'viem'
import type { Random } from '../engine/random'
import type { Answer } from '../engine/scheduler'
import { answerCall, type NodeView, type RpcAnswer } from './jsonRpc'
import type { Mined, ModelBlock, ModelChain } from './modelChain'
import type { ModelLog } from './state'
import { answerSolid, answerTronCall } from './tron'

/** What may be wrong with a provider while this stands; shares are of requests. */
export type ProviderFaults = {
  /** 429, 5xx, a page instead of JSON, no connection. */
  errors: number
  hangs: number
  /** The answer's text ends in the middle. */
  truncates: number
  /** Logs come twice, and in another order. */
  disorder: boolean
  /** Most blocks in one log query, and most logs in an answer. */
  maxRange: number | null
  maxLogs: number | null
  maxTopics: number | null
  /** Nodes behind the same address, each with its own idea of the head. */
  lags: boolean
  /** Leaves out the logs of transactions whose hash begins so. */
  hides: ((log: ModelLog) => boolean) | null
  /** Content that is in no block: by the hash of the block it is said to be in. */
  forged: ReadonlyMap<string, readonly Mined[]>
  forgedBalance: NodeView['forgedBalance'] | null
  /** Shows no transaction in blocks, and no log, so that only balances tell. */
  blind: boolean
  /** Refuses to tell any balance. */
  noBalances: boolean
  /** Of TRON: the solid node stands so many blocks behind where it should, or is away. */
  solidLag: number
  solidIsDown: boolean
}

export function honest(): ProviderFaults {
  return {
    errors: 0,
    hangs: 0,
    truncates: 0,
    disorder: false,
    maxRange: null,
    maxLogs: null,
    maxTopics: null,
    lags: false,
    hides: null,
    forged: new Map(),
    forgedBalance: null,
    blind: false,
    noBalances: false,
    solidLag: 0,
    solidIsDown: false,
  }
}

const BALANCES = new Set(['eth_call', 'eth_getBalance'])

export type Counts = Record<string, number>

export interface Provider {
  faults: ProviderFaults
  /** How often each fault struck. */
  counts: Counts
  /** `path` tells apart what is asked of TRON's solid node. */
  answer(body: string, path?: string): Answer
  /** Lets the nodes that lag see the chain as it is, or only some of them. */
  catchUp(): void
}

const SOLID = '/walletsolidity/'

type Request = { id: number; method: string; params?: readonly unknown[] }

/** An RPC provider over the model chain: a load balancer in front of two nodes. */
export function createProvider(parts: {
  chain: ModelChain
  chainId: number
  random: Random
  hasMulticall: boolean
  gasAccount: string
  take: NodeView['take']
  /** What its nodes speak; EVM's JSON-RPC where it is not said. */
  dialect?: 'evm' | 'tron'
}): Provider {
  const { chain, random } = parts
  const answerRpc = parts.dialect === 'tron' ? answerTronCall : answerCall
  const nodes: ModelBlock[] = [chain.head, chain.head]

  const view = (tip: ModelBlock): NodeView => ({
    chain,
    tip,
    chainId: parts.chainId,
    hasMulticall: parts.hasMulticall,
    gasAccount: parts.gasAccount,
    minedIn: (block) =>
      provider.faults.blind ? [] : [...block.mined, ...(provider.faults.forged.get(block.hash) ?? [])],
    hides: (_block, _mined, log) => provider.faults.hides?.(log) ?? false,
    forgedBalance: (...args) => provider.faults.forgedBalance?.(...args) ?? 0n,
    keepsBloom: provider.faults.forged.size === 0,
    take: parts.take,
  })

  const count = (name: string) => {
    provider.counts[name] = (provider.counts[name] ?? 0) + 1
  }

  /** The head that the node which answers this request knows. */
  const tipNow = (): ModelBlock => {
    if (!provider.faults.lags) return chain.head
    const index = random.between(0, 1)
    const known = nodes[index] ?? chain.head
    // Now and then so far that what is read by ranges is not there either.
    const behind = random.chance(0.2) ? random.between(5, 20) : random.between(0, 4)
    if (random.chance(0.4))
      nodes[index] = chain.ancestor(chain.head, Math.max(0, chain.head.number - behind)) ?? chain.head
    const tip = random.chance(0.5) ? known : (nodes[index] ?? known)
    if (tip !== chain.head) count('lag')
    return tip
  }

  const provider: Provider = {
    faults: honest(),
    counts: {},
    catchUp() {
      nodes.fill(chain.head)
    },
    answer(body, path = '/') {
      const { faults } = provider
      const ms = random.between(5, 250)
      if (random.chance(faults.hangs)) return (count('hang'), { kind: 'hang', ms })
      if (random.chance(faults.errors)) return (count('error'), trouble(random, ms))
      const whole = (text: string) => {
        const answer = { kind: 'answer', status: 200, text, ms } as const
        if (!random.chance(faults.truncates)) return answer
        count('truncated')
        return { ...answer, text: text.slice(0, random.between(0, text.length - 1)) }
      }
      const tip = tipNow()
      if (path.startsWith(SOLID)) {
        if (faults.solidIsDown) return (count('solid down'), { kind: 'answer', status: 503, text: 'no', ms })
        if (faults.solidLag > 0) count('solid lag')
        const asked = JSON.parse(body) as Record<string, unknown>
        const answer = answerSolid(view(tip), path.slice(SOLID.length), asked, faults.solidLag)
        return { ...whole(JSON.stringify(answer)), isStreamed: true }
      }
      const parsed = JSON.parse(body) as Request | Request[]
      for (const { method } of [parsed].flat()) count(method)
      const answers = [parsed].flat().map((request) => ({
        jsonrpc: '2.0',
        id: request.id,
        ...spoiled(
          faults,
          count,
          random,
          request,
          faults.noBalances && BALANCES.has(request.method)
            ? { error: { code: -32_000, message: 'execution timeout' } }
            : answerRpc(view(tip), request.method, request.params ?? []),
        ),
      }))
      const disordered = faults.disorder && random.chance(0.5) ? answers.toReversed() : answers
      return whole(JSON.stringify(Array.isArray(parsed) ? disordered : answers[0]))
    },
  }
  return provider
}

function trouble(random: Random, ms: number): Answer {
  if (random.chance(0.2)) return { kind: 'refused', ms }
  if (random.chance(0.2)) return { kind: 'answer', status: 200, text: '<html>busy</html>', ms }
  return { kind: 'answer', status: random.pick([429, 500, 502, 503]), text: '{}', ms }
}

function spoiled(
  faults: ProviderFaults,
  count: (name: string) => void,
  random: Random,
  request: Request,
  answer: RpcAnswer,
): RpcAnswer {
  if (request.method !== 'eth_getLogs' || !('result' in answer) || !Array.isArray(answer.result))
    return answer
  const refuse = (name: string, message: string) => (count(name), { error: { code: -32_005, message } })
  const filter = request.params?.[0] as { fromBlock?: Hex; toBlock?: Hex; topics?: unknown[] }
  const range = filter.fromBlock ? Number(filter.toBlock) - Number(filter.fromBlock) + 1 : 1
  if (faults.maxRange !== null && range > faults.maxRange)
    return refuse('range', `exceed maximum block range: ${faults.maxRange}`)
  const widest = Math.max(
    0,
    ...(filter.topics ?? []).map((topic) => (Array.isArray(topic) ? topic.length : 0)),
  )
  if (faults.maxTopics !== null && widest > faults.maxTopics) return refuse('topics', 'exceed max topics')
  const logs: unknown[] = answer.result
  if (faults.maxLogs !== null && logs.length > faults.maxLogs)
    return refuse('results', `query returned more than ${faults.maxLogs} results`)
  if (!faults.disorder || logs.length === 0) return answer
  count('disorder')
  const twice = random.chance(0.5) ? logs.flatMap((log) => [log, log]) : logs
  return { result: twice.toReversed() }
}
