import { decodeFunctionResult, encodeFunctionData, numberToHex } from 'viem'
import { ChainError } from '../errors'
import type { Hex } from '../port'
import { blockCall, requireHeader } from './blocks'
import { data } from './decode'
import { multicall, MULTICALL3, parseMulticall } from './multicall'
import { hubAbi } from './paymentHub'
import type { Rpc } from './rpc'

/**
 * Which of these terms the hub holds for paid at the end of block `at`, whatever its events were told to be (F5, S4). Throws `lagging` on a
 * node that has not the block, `bad_response` where the hub does not answer.
 */
export async function readHubPaid(
  rpc: Rpc,
  hub: string,
  terms: readonly Hex[],
  at: number,
  signal: AbortSignal,
): Promise<boolean[]> {
  const tag = numberToHex(at)
  const calls = terms.map((hash) => ({
    target: data(hub, 'the hub'),
    data: encodeFunctionData({ abi: hubAbi, functionName: 'paid', args: [hash] }),
  }))
  const codeCall = { method: 'eth_getCode', params: [MULTICALL3, tag] }
  const [block, code] = await rpc.together([blockCall(at), codeCall], signal)
  requireHeader(block, at)
  if (code === '0x') {
    const singly = calls.map((call) => ({
      method: 'eth_call',
      params: [{ to: call.target, data: call.data }, tag],
    }))
    const answers = await rpc.inBatches(singly, signal)
    return answers.map((answer) => isPaid(data(answer, "the hub's answer")))
  }
  const [answer] = await rpc.together([multicall(calls, tag)], signal)
  return parseMulticall(answer, calls.length).map((result) => isPaid(result.data))
}

function isPaid(answer: Hex): boolean {
  try {
    return decodeFunctionResult({ abi: hubAbi, functionName: 'paid', data: answer })
  } catch {
    throw new ChainError('bad_response', "the hub's answer cannot be read")
  }
}
