import { encodeFunctionData, erc20Abi } from 'viem'
import { ChainError, isChainError } from '../errors'
import { withDeadline } from '../evm/deadline'
import { fields, list } from '../evm/decode'
import { classifyStatus, rpcError } from '../evm/rpcErrors'
import type { Meter } from '../meter'
import type { ProviderLimits } from '../network'
import type { BlockRef, Hex } from '../port'
import { tronOfHex } from './address'

/** Answers about what no reorganisation undoes any more: the block that two thirds of the witnesses have built on. */
export interface SolidNode {
  block(signal: AbortSignal): Promise<BlockRef>
  /** Of tokens (base58), at the solid block of the moment; it calls nothing that could change. */
  tokenBalance(token: string, address: string, signal: AbortSignal): Promise<bigint>
}

/** Whom a call that moves nothing is said to come from. */
const NOBODY = tronOfHex(`0x${'0'.repeat(40)}`)
/** A block or a balance; an error's trace is not longer either. */
const MAX_ANSWER = 1_000_000
const WORD = /^[0-9a-f]{64}$/i

/** Where a full node's JSON-RPC is `/jsonrpc`, its solid state is `/walletsolidity` beside it. */
export function solidUrlBeside(rpcUrl: string): string {
  const url = new URL(rpcUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/jsonrpc$/, '')}/walletsolidity`
  return url.href
}

/** TRON's HTTP API for its solid state, whose balances JSON-RPC does not tell at a block (S4). Counted like its other calls. */
export function connectSolid(solidUrl: string, limits: ProviderLimits, meter?: Meter): SolidNode {
  const base = new URL(solidUrl)

  async function post(method: string, body: object, signal: AbortSignal): Promise<unknown> {
    await meter?.admit(1, signal)
    const ask = () => withDeadline(signal, limits.requestTimeoutMs, (inner) => send(method, body, inner))
    return meter ? meter.timed(ask) : ask()
  }

  async function send(method: string, body: object, signal: AbortSignal): Promise<unknown> {
    const url = new URL(base)
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${method}`
    let status: number | null = null
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal,
      })
      ;({ status } = response)
      if (!response.ok) throw new ChainError(classifyStatus(status), `${method}: HTTP ${status}`)
      const answer: unknown = JSON.parse(await textOf(response))
      return answer
    } catch (error) {
      if (isChainError(error) || signal.aborted) throw error
      throw status === null
        ? new ChainError('unavailable', 'no connection to the solid node')
        : new ChainError('bad_response', `${method}: the answer is not whole JSON`)
    }
  }

  return {
    async block(signal) {
      const answer = fields(await post('getnowblock', {}, signal), 'the solid block')
      const header = fields(fields(answer['block_header'], 'its header')['raw_data'], 'its header')
      return {
        number: count(header['number'], 'its number'),
        hash: word(answer['blockID'], 'its hash'),
        parentHash: word(header['parentHash'], 'its parent'),
        time: new Date(Math.floor(count(header['timestamp'], 'its time') / 1_000) * 1_000),
      }
    },
    async tokenBalance(token, address, signal) {
      const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [address as Hex] })
      const call = {
        owner_address: NOBODY,
        contract_address: token,
        function_selector: 'balanceOf(address)',
        parameter: data.slice(10),
        visible: true,
      }
      const answer = fields(await post('triggerconstantcontract', call, signal), 'a call')
      const result = fields(answer['result'], "a call's result")
      if (result['result'] !== true) {
        const message = typeof result['message'] === 'string' ? result['message'] : 'refused'
        throw rpcError('balanceOf', { code: null, message: readable(message) })
      }
      const [value] = list(answer['constant_result'], "a call's answer")
      // A contract that answers nothing readable has no balance, as on other chains.
      return typeof value === 'string' && WORD.test(value) ? BigInt(`0x${value}`) : 0n
    },
  }
}

function word(value: unknown, what: string): Hex {
  if (typeof value !== 'string' || !WORD.test(value)) {
    throw new ChainError('bad_response', `${what} has not the expected form`)
  }
  return `0x${value.toLowerCase()}`
}

function count(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ChainError('bad_response', `${what} has not the expected form`)
  }
  return value
}

/** Throws where it is longer than any answer could be: nobody makes us read for ever. */
async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return text + decoder.decode()
    text += decoder.decode(part.value, { stream: true })
    if (text.length <= MAX_ANSWER) continue
    // Never awaited: a provider could hold that up too.
    reader?.cancel().catch(() => {})
    throw new RangeError('the answer is longer than it can be')
  }
}

/** Messages come in hex. */
function readable(message: string): string {
  return /^([0-9a-f]{2})+$/i.test(message) ? Buffer.from(message, 'hex').toString('utf8') : message
}
