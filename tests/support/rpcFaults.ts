import { failure, PLAIN_WORDS, type Refusal, type RefusalWords } from './rpcWords'

/** What can be wrong with an RPC provider. All off by default; mutable while the proxy runs. */
export type RpcFaults = {
  /** Answers with this HTTP status and no JSON-RPC. */
  status: number | null
  /** Never answers. */
  hang: boolean
  /** Sends the first half of the answer. */
  truncate: boolean
  /** Sends a page where JSON is due. */
  html: boolean
  delayMs: number
  /** Refuses eth_getLogs over more blocks. */
  maxRange: number | null
  /** Refuses eth_getLogs with more results. */
  maxResults: number | null
  /** Refuses eth_getLogs with more values in one topic position. */
  maxTopics: number | null
  /** Refuses eth_getLogs with more emitters. */
  maxAddresses: number | null
  /** Cuts more results than `maxResults` off instead of refusing them. */
  cutsResults: boolean
  /** Whose words it refuses in. */
  words: RefusalWords
  /** Knows no contract. */
  hideCode: boolean
  /** Says that it is this chain. */
  chainId: number | null
  /** Knows the chain only up to so many blocks below its head: `[]` for logs beyond, null for blocks. */
  lagBy: number
  /** Answers `[]` for the logs of blocks that it has. */
  hideLogs: boolean
  duplicateLogs: boolean
  reverseLogs: boolean
  /** Which HTTP requests are at fault, by their number since the start; all of them unless said. */
  strikes: (request: number) => boolean
  /** Runs before a request is answered: what happens to the chain meanwhile. */
  meanwhile: (request: number) => Promise<unknown>
}

export function noFaults(): RpcFaults {
  return {
    status: null,
    hang: false,
    truncate: false,
    html: false,
    delayMs: 0,
    maxRange: null,
    maxResults: null,
    maxTopics: null,
    maxAddresses: null,
    cutsResults: false,
    words: PLAIN_WORDS,
    hideCode: false,
    chainId: null,
    lagBy: 0,
    hideLogs: false,
    duplicateLogs: false,
    reverseLogs: false,
    strikes: () => true,
    meanwhile: () => Promise.resolve(),
  }
}

export type RpcRequest = { id: unknown; method: string; params: readonly unknown[] }
export type RpcReply = { result: unknown } | Refusal
export type Upstream = (method: string, params: readonly unknown[]) => Promise<RpcReply>

type LogFilter = {
  address?: string | readonly string[]
  fromBlock?: string
  toBlock?: string
  blockHash?: string
  topics?: readonly (string | readonly string[] | null)[]
}

/** Answers one call as a provider with these faults would. */
export async function answerWithFaults(
  call: RpcRequest,
  faults: RpcFaults,
  ask: Upstream,
): Promise<RpcReply> {
  if (call.method === 'eth_chainId' && faults.chainId !== null) return { result: hex(faults.chainId) }
  if (call.method === 'eth_getCode' && faults.hideCode) return { result: '0x' }
  const refusal = call.method === 'eth_getLogs' ? refuse(call.params[0] as LogFilter, faults) : null
  if (refusal !== null) return refusal
  const reply =
    faults.lagBy > 0 ? await answerLate(call, faults.lagBy, ask) : await ask(call.method, call.params)
  return call.method === 'eth_getLogs' ? spoilLogs(reply, faults) : reply
}

function refuse(filter: LogFilter, faults: RpcFaults): RpcReply | null {
  const widest = Math.max(
    0,
    ...(filter.topics ?? []).map((topic) => (Array.isArray(topic) ? topic.length : 0)),
  )
  if (faults.maxTopics !== null && widest > faults.maxTopics)
    return faults.words.topics(widest, faults.maxTopics)
  const emitters = Array.isArray(filter.address) ? filter.address.length : 1
  if (faults.maxAddresses !== null && emitters > faults.maxAddresses) {
    return faults.words.topics(emitters, faults.maxAddresses)
  }
  const blocks = Number(filter.toBlock ?? 0) - Number(filter.fromBlock ?? 0) + 1
  if (faults.maxRange !== null && filter.blockHash === undefined && blocks > faults.maxRange) {
    return faults.words.range(faults.maxRange, filter.fromBlock ?? '0x0')
  }
  return null
}

function spoilLogs(reply: RpcReply, faults: RpcFaults): RpcReply {
  if (!('result' in reply) || !Array.isArray(reply.result)) return reply
  let logs: unknown[] = reply.result
  if (faults.maxResults !== null && logs.length > faults.maxResults) {
    if (!faults.cutsResults) return faults.words.results(faults.maxResults)
    logs = logs.slice(0, faults.maxResults)
  }
  if (faults.hideLogs) logs = []
  if (faults.duplicateLogs) logs = logs.flatMap((log) => [log, log])
  if (faults.reverseLogs) logs = logs.toReversed()
  return { result: logs }
}

/** As a node would whose head is `lagBy` blocks lower. */
async function answerLate(call: RpcRequest, lagBy: number, ask: Upstream): Promise<RpcReply> {
  const head = Math.max(0, Number(await resultOf(ask('eth_blockNumber', []))) - lagBy)
  const beyond = (tag: unknown) => typeof tag === 'string' && tag.startsWith('0x') && Number(tag) > head
  const known = (tag: unknown) => (typeof tag === 'string' && tag.startsWith('0x') ? tag : hex(head))
  const [first, second, ...rest] = call.params
  switch (call.method) {
    case 'eth_blockNumber':
      return { result: hex(head) }
    case 'eth_getBlockByNumber':
      return beyond(first) ? { result: null } : ask(call.method, [known(first), second])
    case 'eth_getLogs': {
      const filter = first as LogFilter
      if (filter.blockHash !== undefined) {
        const block = await resultOf(ask('eth_getBlockByHash', [filter.blockHash, false]))
        const missing = block === null || beyond((block as { number: string }).number)
        return missing ? failure(-32_000, 'unknown block') : ask(call.method, call.params)
      }
      if (beyond(filter.fromBlock)) return { result: [] }
      return ask(call.method, [{ ...filter, toBlock: beyond(filter.toBlock) ? hex(head) : filter.toBlock }])
    }
    case 'eth_getTransactionReceipt': {
      const receipt = await resultOf(ask(call.method, call.params))
      const mined = receipt !== null && !beyond((receipt as { blockNumber: string }).blockNumber)
      return { result: mined ? receipt : null }
    }
    case 'eth_call':
    case 'eth_getBalance':
    case 'eth_getCode':
      return beyond(second)
        ? failure(-32_000, 'header not found')
        : ask(call.method, [first, known(second), ...rest])
    default:
      return ask(call.method, call.params)
  }
}

async function resultOf(reply: Promise<RpcReply>): Promise<unknown> {
  const answer = await reply
  if ('error' in answer) throw new Error(answer.error.message)
  return answer.result
}

function hex(number: number): string {
  return `0x${number.toString(16)}`
}
