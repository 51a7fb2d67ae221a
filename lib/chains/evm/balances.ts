import { encodeFunctionData, erc20Abi, multicall3Abi, numberToHex } from 'viem'
import { ChainError } from '../errors'
import type { Hex } from '../port'
import { blockCall, requireHeader } from './blocks'
import { data, quantity } from './decode'
import { MULTICALL3, multicall, parseMulticall, type Call, type CallResult } from './multicall'
import type { Rpc, RpcCall } from './rpc'

/** Balances in one eth_call: some 3,000 gas each for a token, within every provider's call limit. */
const BALANCES_PER_CALL = 500

const MULTICALLS_PER_REQUEST = 4

type Wanted = { address: Hex; token: Hex | null }

/**
 * balances[i][j] of addresses[i] in tokens[j] (null: native) at the end of block `at`. A token whose call succeeds with nothing
 * readable has no balance (0n); one whose call fails throws `bad_response`: what it holds is not known. Throws `lagging`
 * on a node that has not the block.
 */
export async function readBalances(
  rpc: Rpc,
  addresses: readonly string[],
  tokens: readonly (string | null)[],
  at: number,
  signal: AbortSignal,
): Promise<bigint[][]> {
  const wanted = addresses.flatMap((address) =>
    tokens.map((token): Wanted => ({
      address: data(address, 'an address'),
      token: token === null ? null : data(token, 'a token'),
    })),
  )
  const tag = numberToHex(at)
  const codeCall = { method: 'eth_getCode', params: [MULTICALL3, tag] }
  const [block, code] = await rpc.together([blockCall(at), codeCall], signal)
  requireHeader(block, at)
  const flat =
    code === '0x'
      ? await readSingly(rpc, wanted, tag, signal)
      : await readByMulticall(rpc, wanted, tag, signal)
  return addresses.map((_, row) => flat.slice(row * tokens.length, (row + 1) * tokens.length))
}

async function readByMulticall(
  rpc: Rpc,
  wanted: readonly Wanted[],
  tag: Hex,
  signal: AbortSignal,
): Promise<bigint[]> {
  const chunks: Wanted[][] = []
  for (let start = 0; start < wanted.length; start += BALANCES_PER_CALL) {
    chunks.push(wanted.slice(start, start + BALANCES_PER_CALL))
  }
  const calls = chunks.map((chunk) => multicall(chunk.map(balanceThroughMulticall), tag))
  const answers = await rpc.inBatches(calls, signal, MULTICALLS_PER_REQUEST)
  return chunks.flatMap((chunk, index) =>
    parseMulticall(answers[index], chunk.length).map((result, place) => amountOf(result, chunk[place])),
  )
}

/** Without Multicall3: a call for each balance; a call that fails fails the batch. */
async function readSingly(
  rpc: Rpc,
  wanted: readonly Wanted[],
  tag: Hex,
  signal: AbortSignal,
): Promise<bigint[]> {
  const answers = await rpc.inBatches(
    wanted.map((item) => balanceCall(item, tag)),
    signal,
  )
  return answers.map((answer, index) => {
    const item = wanted[index]
    return item?.token === null
      ? quantity(answer, 'a balance')
      : amountOf({ succeeded: true, data: data(answer, "a token's answer") }, item)
  })
}

function balanceThroughMulticall({ address, token }: Wanted): Call {
  return token === null
    ? {
        target: MULTICALL3,
        data: encodeFunctionData({ abi: multicall3Abi, functionName: 'getEthBalance', args: [address] }),
      }
    : { target: token, data: balanceOf(address) }
}

function balanceCall({ address, token }: Wanted, tag: Hex): RpcCall {
  return token === null
    ? { method: 'eth_getBalance', params: [address, tag] }
    : { method: 'eth_call', params: [{ to: token, data: balanceOf(address) }, tag] }
}

function balanceOf(address: Hex): Hex {
  return encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [address] })
}

function amountOf(result: CallResult, item: Wanted | undefined): bigint {
  if (!result.succeeded)
    throw new ChainError('bad_response', `balanceOf of ${item?.token ?? 'native coin'} failed`)
  return result.data.length === 66 ? BigInt(result.data) : 0n
}
