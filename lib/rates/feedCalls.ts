import { decodeFunctionResult, encodeFunctionData, parseAbi } from 'viem'
import { PRICE_PLACES } from '@/lib/domain/prices'
import type { RpcCall } from '@/lib/chains/evm/rpc'
import type { Hex } from '@/lib/chains/port'
import { RateSourceError } from './errors'

const abi = parseAbi([
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'function decimals() view returns (uint8)',
  'function description() view returns (string)',
])

type Question = 'latestRoundData' | 'decimals' | 'description'

export type Round = {
  roundId: bigint
  answer: bigint
  startedAt: bigint
  updatedAt: bigint
  answeredInRound: bigint
}

export function feedCall(to: Hex, functionName: Question): RpcCall {
  return { method: 'eth_call', params: [{ to, data: encodeFunctionData({ abi, functionName }) }, 'latest'] }
}

/** Throws RateSourceError where the contract answered something else, such as nothing because it is not there. */
export function readRound(answer: unknown): Round {
  const [roundId, value, startedAt, updatedAt, answeredInRound] = decoded(() =>
    decodeFunctionResult({ abi, functionName: 'latestRoundData', data: hex(answer) }),
  )
  return { roundId, answer: value, startedAt, updatedAt, answeredInRound }
}

export function readDecimals(answer: unknown): number {
  const decimals = decoded(() => decodeFunctionResult({ abi, functionName: 'decimals', data: hex(answer) }))
  if (decimals > PRICE_PLACES) throw new RateSourceError('bad_response', 'a feed has too many places')
  return decimals
}

export function readDescription(answer: unknown): string {
  return decoded(() => decodeFunctionResult({ abi, functionName: 'description', data: hex(answer) }))
}

function hex(answer: unknown): Hex {
  if (typeof answer === 'string' && /^0x[0-9a-f]*$/i.test(answer)) return answer as Hex
  throw new RateSourceError('bad_response', 'a feed answered no data')
}

function decoded<Value>(decode: () => Value): Value {
  try {
    return decode()
  } catch {
    throw new RateSourceError('bad_response', 'a feed answered what is no round')
  }
}
