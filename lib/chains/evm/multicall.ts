import { decodeFunctionResult, encodeFunctionData, multicall3Abi } from 'viem'
import { ChainError } from '../errors'
import type { Hex } from '../port'
import { data } from './decode'
import type { RpcCall } from './rpc'

/** Deployed by one presigned transaction, so at the same address on every chain that has it; anvil starts without. */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** What is called, and what it gave; `data` is empty when the called address has no code. */
export type Call = { target: Hex; data: Hex }
export type CallResult = { succeeded: boolean; data: Hex }

export function multicall(calls: readonly Call[], blockTag: Hex): RpcCall {
  const aggregated = calls.map((call) => ({ target: call.target, allowFailure: true, callData: call.data }))
  const input = encodeFunctionData({ abi: multicall3Abi, functionName: 'aggregate3', args: [aggregated] })
  return { method: 'eth_call', params: [{ to: MULTICALL3, data: input }, blockTag] }
}

export function parseMulticall(answer: unknown, expected: number): CallResult[] {
  const output = data(answer, "Multicall3's answer")
  const results = decode(output)
  if (results.length !== expected)
    throw new ChainError('bad_response', 'Multicall3 answered another number of calls')
  return results.map((result) => ({ succeeded: result.success, data: result.returnData }))
}

function decode(output: Hex) {
  try {
    return decodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', data: output })
  } catch {
    throw new ChainError('bad_response', "Multicall3's answer cannot be read")
  }
}
