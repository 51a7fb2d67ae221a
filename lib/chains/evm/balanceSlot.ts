import { concat, encodeAbiParameters, encodeFunctionData, erc20Abi, keccak256, numberToHex, pad } from 'viem'
import { isChainError } from '../errors'
import type { Hex } from '../port'
import { fields, list } from './decode'
import type { Rpc } from './rpc'

/** Where a token keeps what an account holds: the storage of some contract, at some slot. */
export type BalanceSlot = { contract: string; slot: Hex }

/** Places of a mapping that are guessed before anybody is asked; most tokens have it among the first. */
const GUESSED = 64

/** OpenZeppelin 5's namespace for ERC-20, and Solady's seed of a balance's slot. */
const NAMESPACED = '0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00'
const SOLADY_SEED = '0x87a211a2'

/** Small enough for tokens that pack a balance into 96 bits, and nobody's balance by chance. */
const MARK = 0x5eed_0000_0000_0000n

/**
 * Finds where a token keeps an account's balance: a slot that holds a mark is one that `balanceOf` answers with it. First the
 * layouts of Solidity and Vyper in one call, then every slot that the node says the call reads. Null where a balance is nowhere
 * to be found as it is told, which is so for tokens that work it out from shares.
 */
export async function findBalanceSlot(
  rpc: Rpc,
  token: string,
  account: string,
  signal: AbortSignal,
): Promise<BalanceSlot | null> {
  const guesses = guessedSlots(account)
  const marked = new Map(guesses.map((slot, index) => [MARK + BigInt(index), slot]))
  const diff = Object.fromEntries([...marked].map(([mark, slot]) => [slot, numberToHex(mark, { size: 32 })]))
  const told = await balanceWith(rpc, token, account, token, diff, signal)
  const guessed = told === null ? undefined : marked.get(told)
  if (guessed) return { contract: token, slot: guessed }
  for (const { contract, slot } of await slotsRead(rpc, token, account, signal)) {
    const mark = { [slot]: numberToHex(MARK, { size: 32 }) }
    if ((await balanceWith(rpc, token, account, contract, mark, signal)) === MARK) return { contract, slot }
  }
  return null
}

/** Every place at which a balance of a common layout could be. */
function guessedSlots(account: string): Hex[] {
  const holder = pad(account as Hex, { size: 32 })
  const word = (place: bigint) => encodeAbiParameters([{ type: 'uint256' }], [place])
  const places = [...Array.from({ length: GUESSED }, (_, place) => BigInt(place)), BigInt(NAMESPACED)]
  return [
    ...places.map((place) => keccak256(concat([holder, word(place)]))),
    ...places.map((place) => keccak256(concat([word(place), holder]))),
    keccak256(concat([account as Hex, pad(SOLADY_SEED, { size: 12 })])),
  ]
}

/** What the node says that the question for the balance reads; nothing where it cannot say. */
async function slotsRead(
  rpc: Rpc,
  token: string,
  account: string,
  signal: AbortSignal,
): Promise<BalanceSlot[]> {
  const call = { to: token, data: balanceOf(account) }
  const answer = await attempt(rpc, { method: 'eth_createAccessList', params: [call, 'latest'] }, signal)
  if (answer === null) return []
  return list(fields(answer, 'an access list')['accessList'], 'an access list').flatMap((entry) => {
    const { address, storageKeys } = fields(entry, 'a part of an access list')
    return typeof address === 'string' && Array.isArray(storageKeys)
      ? storageKeys
          .filter((key) => typeof key === 'string')
          .map((key) => ({ contract: address, slot: key as Hex }))
      : []
  })
}

async function balanceWith(
  rpc: Rpc,
  token: string,
  account: string,
  contract: string,
  stateDiff: Readonly<Record<string, Hex>>,
  signal: AbortSignal,
): Promise<bigint | null> {
  const call = { to: token, data: balanceOf(account) }
  const params = [call, 'latest', { [contract]: { stateDiff } }]
  const answer = await attempt(rpc, { method: 'eth_call', params }, signal)
  return typeof answer === 'string' && answer.length >= 66 ? BigInt(answer.slice(0, 66)) : null
}

/** Null where the node refuses, such as a call that reverts; trouble with the node itself is thrown. */
export async function attempt(
  rpc: Rpc,
  call: { method: string; params: readonly unknown[] },
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return (await rpc.together([call], signal))[0]
  } catch (error) {
    if (!isChainError(error) || error.code !== 'bad_response') throw error
    return null
  }
}

function balanceOf(account: string): Hex {
  return encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [account as Hex] })
}
