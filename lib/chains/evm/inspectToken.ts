import { randomBytes } from 'node:crypto'
import { decodeFunctionResult, encodeFunctionData, getAddress, numberToHex } from 'viem'
import { TokenProbe } from '@/contracts/artifacts/TokenProbe'
import { ChainError } from '../errors'
import type { Hex } from '../port'
import type { TokenFault, TokenFindings } from '../tokenFindings'
import { attempt, findBalanceSlot, type BalanceSlot } from './balanceSlot'
import type { Rpc } from './rpc'
import { decodeTokenText } from './tokenText'

const DECIMALS = '0x313ce567'
const SYMBOL = '0x95d89b41'
const NAME = '0x06fdde03'

/** What is held and moved in the simulation, for every token alike: within 96 bits, and no round part of it. */
const HELD = 3_000_000_000_000_000_001n
const MOVED = 1_000_000_000_000_000_001n

const MOST_DECIMALS = 36

/** A token that answers a transfer with more than this wastes what a sweep pays for. */
const MOST_ANSWER_BYTES = 1_024n

/** What balances and decimals are asked for again: as if this much later. */
const LATER = { seconds: 30n * 24n * 3_600n, blocks: 200_000n }

/**
 * Looks at a token as nobody vouches for it: what it says of itself, and what a transfer of it between two strangers does, simulated
 * with the state laid over (nothing is sent). Throws ChainError where the node is in trouble, or cannot simulate.
 */
export async function inspectToken(rpc: Rpc, address: string, signal: AbortSignal): Promise<TokenFindings> {
  const [code] = await rpc.together([{ method: 'eth_getCode', params: [address, 'latest'] }], signal)
  if (code === '0x') return { fault: 'no_contract' }
  const decimals = await readDecimals(rpc, address, signal)
  if (decimals === null) return { fault: 'no_decimals' }
  const holder = stranger()
  const slot = await findBalanceSlot(rpc, address, holder, signal)
  if (slot === null) return { fault: 'computed_balances' }
  const now = await simulate(rpc, address, holder, slot, null, signal)
  if (now === null) throw new ChainError('bad_response', 'the provider does not simulate calls')
  const fault = faultOf(now, decimals) ?? (await faultLater(rpc, address, holder, slot, decimals, signal))
  if (fault) return { fault }
  const call = (data: string) => ({ method: 'eth_call', params: [{ to: address, data }, 'latest'] })
  return {
    fault: null,
    decimals,
    symbol: decodeTokenText(await attempt(rpc, call(SYMBOL), signal)),
    name: decodeTokenText(await attempt(rpc, call(NAME), signal)),
  }
}

/** Null for none, or more than an amount could have. */
export async function readDecimals(rpc: Rpc, address: string, signal: AbortSignal): Promise<number | null> {
  const params = [{ to: address, data: DECIMALS }, 'latest']
  const answer = await attempt(rpc, { method: 'eth_call', params }, signal)
  if (typeof answer !== 'string' || answer.length !== 66) return null
  const decimals = BigInt(answer)
  return decimals <= MOST_DECIMALS ? Number(decimals) : null
}

type Seen = ReturnType<typeof decodeSeen>

/** Null where the node refuses to simulate it. */
async function simulate(
  rpc: Rpc,
  token: string,
  holder: Hex,
  { contract, slot }: BalanceSlot,
  later: { time: Hex; number: Hex } | null,
  signal: AbortSignal,
): Promise<Seen | null> {
  const data = encodeFunctionData({
    abi: TokenProbe.abi,
    functionName: 'probe',
    args: [token as Hex, stranger(), MOVED],
  })
  const overrides = {
    [holder]: { code: TokenProbe.deployedBytecode },
    [contract]: { stateDiff: { [slot]: numberToHex(HELD, { size: 32 }) } },
  }
  const params = [{ to: holder, data, gas: '0x989680' }, 'latest', overrides, ...(later ? [later] : [])]
  const answer = await attempt(rpc, { method: 'eth_call', params }, signal)
  return typeof answer === 'string' && answer.length >= 2 + 64 * 10 ? decodeSeen(answer as Hex) : null
}

function decodeSeen(data: Hex) {
  return decodeFunctionResult({ abi: TokenProbe.abi, functionName: 'probe', data })
}

function faultOf(seen: Seen, decimals: number): TokenFault | null {
  if (seen.decimalsBefore !== BigInt(decimals) || seen.decimalsAfter !== BigInt(decimals)) {
    return 'changes_decimals'
  }
  if (seen.heldBefore !== HELD || seen.receivedBefore !== 0n) return 'computed_balances'
  if (!seen.succeeded || seen.answerSize > MOST_ANSWER_BYTES) return 'transfer_fails'
  if (seen.answerSize > 0n && seen.answer !== 1n) return 'answers_false'
  const [left, came] = [seen.heldBefore - seen.heldAfter, seen.receivedAfter - seen.receivedBefore]
  return left === MOVED && came === MOVED ? null : 'takes_fee'
}

/** The same as if a month had passed; a node that lays no other time over is believed to have seen enough. */
async function faultLater(
  rpc: Rpc,
  token: string,
  holder: Hex,
  slot: BalanceSlot,
  decimals: number,
  signal: AbortSignal,
): Promise<TokenFault | null> {
  const block = await attempt(rpc, { method: 'eth_getBlockByNumber', params: ['latest', false] }, signal)
  if (block === null || typeof block !== 'object' || !('timestamp' in block) || !('number' in block))
    return null
  const later = {
    time: numberToHex(BigInt(String(block.timestamp)) + LATER.seconds),
    number: numberToHex(BigInt(String(block.number)) + LATER.blocks),
  }
  const seen = await simulate(rpc, token, holder, slot, later, signal)
  const fault = seen && faultOf(seen, decimals)
  return fault === 'computed_balances' ? 'rebases' : fault
}

/** Nobody's address, and another each time, so that no token knows it. */
function stranger(): Hex {
  return getAddress(`0x${randomBytes(20).toString('hex')}`)
}
