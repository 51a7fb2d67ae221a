import {
  encodeAbiParameters,
  encodePacked,
  getAddress,
  keccak256,
  numberToHex,
  pad,
  toEventSelector,
  type Hex,
} from 'viem'
import { FACTORY_ADDRESS, FORWARDER_CODE_HASH } from '@/contracts/artifacts/addresses'
import { acceptedLog, termsHashOf, type HubCall } from './hub'
import { NATIVE, TOKENS, type ModelToken } from './tokens'

/** What one transaction does, in order. */
export type Action =
  /** `spends` where the sender must have it; payers always do. */
  | { kind: 'transfer'; token: string; from: string; to: string; amount: bigint; spends?: true }
  /** Native coin out of a contract: it moves and nothing is logged. */
  | { kind: 'internal'; to: string; amount: bigint; from?: string }
  /** Something that is said and moves nothing. */
  | { kind: 'noise'; log: ModelLog }
  | { kind: 'rebase'; token: string; percent: number }
  | { kind: 'sweep'; call: SweepCall }
  /** A payment through the hub; its payer always has the money. */
  | { kind: 'hub'; call: HubCall; chainId: number }

export type SweepCall = {
  treasury: string
  feeRecipient: string
  feeBps: number
  refs: readonly Hex[]
  tokens: readonly string[]
}

export type ModelLog = { address: string; topics: readonly Hex[]; data: Hex }

/** Balances by asset and address, both in lower case; what is not there is zero. */
export type State = ReadonlyMap<string, bigint>

export const TRANSFER = toEventSelector('Transfer(address,address,uint256)')
export const SWEPT = toEventSelector('Swept(bytes32,address,uint256,uint256)')
export const LEFT = toEventSelector('Left(bytes32,address,uint256)')
/** Who logs native transfers, where they are logged. */
export const NATIVE_LOG_EMITTER = '0xfffffffffffffffffffffffffffffffffffffffe'
const MOST = 2n ** 256n - 1n

/** As much as a word holds. */
function grown(held: bigint, percent: number): bigint {
  const after = held + (held * BigInt(percent)) / 100n
  return after > MOST ? MOST : after
}

export function balanceKey(asset: string, address: string): string {
  return `${asset.toLowerCase()}|${address.toLowerCase()}`
}

export function balanceIn(state: State, asset: string, address: string): bigint {
  return state.get(balanceKey(asset, address)) ?? 0n
}

/** A transaction's effects on a draft of the state, with its logs; null when it reverts, and the draft is to be dropped. */
export function execute(
  draft: Map<string, bigint>,
  actions: readonly Action[],
  /** Native transfers are logged (EIP-7708). */
  logsNative = false,
  /** Of the block, in seconds. */
  time = 0,
): ModelLog[] | null {
  const logs: ModelLog[] = []
  for (const action of actions) {
    const said = perform(draft, action, time)
    if (!said) return null
    logs.push(...said)
    if (logsNative && action.kind === 'internal' && action.amount > 0n) logs.push(nativeLog(action))
  }
  return logs
}

function perform(draft: Map<string, bigint>, action: Action, time: number): ModelLog[] | null {
  switch (action.kind) {
    case 'noise':
      return [action.log]
    case 'internal':
      return add(draft, NATIVE, action.to, action.amount) ? [] : null
    case 'transfer': {
      const { behaviour } = tokenAt(action.token)
      if (action.spends && !take(draft, action.token, action.from, action.amount)) return null
      const delivered = behaviour === 'fee' ? action.amount - (action.amount * 3n) / 100n : action.amount
      if (!add(draft, action.token, action.to, delivered)) return null
      return [transferLog(action.token, action.from, action.to, action.amount)]
    }
    case 'rebase': {
      const prefix = `${action.token.toLowerCase()}|`
      for (const [key, held] of draft) {
        if (key.startsWith(prefix)) draft.set(key, grown(held, action.percent))
      }
      return []
    }
    case 'sweep':
      return sweep(draft, action.call)
    case 'hub':
      return payThroughHub(draft, action, time)
  }
}

/** The hub moves exactly what the terms say, once and in time, or nothing. */
function payThroughHub(
  draft: Map<string, bigint>,
  { call, chainId }: { call: HubCall; chainId: number },
  time: number,
): ModelLog[] | null {
  const hash = termsHashOf(chainId, call)
  const paid = balanceKey('paid', hash)
  if (BigInt(time) > call.deadline || draft.has(paid) || tokenAt(call.token).behaviour === 'fee') return null
  draft.set(paid, 1n)
  const net = call.amount - call.fee
  if (!add(draft, call.token, call.treasury, net) || !add(draft, call.token, call.feeRecipient, call.fee))
    return null
  return [
    transferLog(call.token, call.payer, call.treasury, net),
    ...(call.fee > 0n ? [transferLog(call.token, call.payer, call.feeRecipient, call.fee)] : []),
    acceptedLog(hash, call),
  ]
}

/** What the forwarder does for each address of a call: net first, then the fee on what left; a token that refuses stays. */
function sweep(draft: Map<string, bigint>, call: SweepCall): ModelLog[] {
  const logs: ModelLog[] = []
  for (const ref of call.refs) {
    const salt = saltOf(call, ref)
    const deposit = addressOf(salt)
    for (const address of call.tokens) logs.push(...sweepToken(draft, call, salt, deposit, address))
    const coin = balanceIn(draft, NATIVE, deposit)
    if (coin === 0n) continue
    const fee = (coin * BigInt(call.feeBps)) / 10_000n
    draft.set(balanceKey(NATIVE, deposit), 0n)
    add(draft, NATIVE, call.treasury, coin - fee)
    add(draft, NATIVE, call.feeRecipient, fee)
    logs.push(sweptLog(salt, pad('0x00', { size: 20 }), coin - fee, fee))
  }
  return logs
}

function sweepToken(
  draft: Map<string, bigint>,
  call: SweepCall,
  salt: Hex,
  deposit: string,
  address: string,
): ModelLog[] {
  const held = balanceIn(draft, address, deposit)
  if (held === 0n) return []
  const token = tokenAt(address)
  if (token.behaviour === 'false' || token.behaviour === 'reverting') {
    return [
      {
        address: FACTORY_ADDRESS,
        topics: [LEFT, salt, word(address)],
        data: numberToHex(held, { size: 32 }),
      },
    ]
  }
  const fee = (held * BigInt(call.feeBps)) / 10_000n
  draft.set(balanceKey(address, deposit), 0n)
  add(draft, address, call.treasury, held - fee)
  const logs = [transferLog(address, deposit, call.treasury, held - fee)]
  if (fee > 0n) {
    add(draft, address, call.feeRecipient, fee)
    logs.push(transferLog(address, deposit, call.feeRecipient, fee))
  }
  return [...logs, sweptLog(salt, address, held - fee, fee)]
}

function add(draft: Map<string, bigint>, asset: string, address: string, amount: bigint): boolean {
  const key = balanceKey(asset, address)
  const after = (draft.get(key) ?? 0n) + amount
  if (after > MOST) return false
  draft.set(key, after)
  return true
}

function take(draft: Map<string, bigint>, asset: string, address: string, amount: bigint): boolean {
  const key = balanceKey(asset, address)
  const after = (draft.get(key) ?? 0n) - amount
  if (after < 0n) return false
  draft.set(key, after)
  return true
}

function tokenAt(address: string): ModelToken {
  const found = TOKENS.find((token) => token.address.toLowerCase() === address.toLowerCase())
  if (!found) throw new Error(`no token at ${address}`)
  return found
}

export function transferLog(token: string, from: string, to: string, amount: bigint): ModelLog {
  return { address: token, topics: [TRANSFER, word(from), word(to)], data: numberToHex(amount, { size: 32 }) }
}

/** Of a contract, where nobody else is said. */
const SOME_CONTRACT = getAddress(pad('0x77777', { size: 20 }))

function nativeLog(action: { to: string; amount: bigint; from?: string }): ModelLog {
  return transferLog(NATIVE_LOG_EMITTER, action.from ?? SOME_CONTRACT, action.to, action.amount)
}

export function sweptLog(
  salt: Hex,
  token: string,
  net: bigint,
  fee: bigint,
  emitter: string = FACTORY_ADDRESS,
): ModelLog {
  const data = encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [net, fee])
  return { address: emitter, topics: [SWEPT, salt, word(token)], data }
}

export function word(address: string): Hex {
  return pad(address.toLowerCase() as Hex, { size: 32 })
}

/** As the contract derives it: what the address commits to, then CREATE2. */
export function saltOf(terms: Pick<SweepCall, 'treasury' | 'feeRecipient' | 'feeBps'>, ref: Hex): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'address' }, { type: 'address' }, { type: 'uint256' }, { type: 'bytes32' }],
      [terms.treasury as Hex, terms.feeRecipient as Hex, BigInt(terms.feeBps), ref],
    ),
  )
}

function addressOf(salt: Hex): string {
  const preimage = encodePacked(
    ['bytes1', 'address', 'bytes32', 'bytes32'],
    ['0xff', FACTORY_ADDRESS, salt, FORWARDER_CODE_HASH],
  )
  return getAddress(`0x${keccak256(preimage).slice(26)}`)
}
