import { findMerchant } from '@/db/queries/merchants'
import { lyingReady, type Lying } from '@/db/queries/withdrawals'
import { isChainError } from '@/lib/chains/errors'
import { depositAddress, depositRef, MAX_SWEPT_ADDRESSES, sweepCalldata } from '@/lib/chains/evm/forwarder'
import { payableBySymbol } from '@/lib/chains/payable'
import type { ChainReader, Hex } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { splitFee } from '@/lib/domain/fees'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { forwarderTerms } from '../invoices/allotAddress'
import { withFailover } from '../networks/withFailover'
import { unreachable } from '../reconcile/readNow'
import { movableAstray } from './movableAstray'
import { planCalls, type Movable, type PlannedCall } from './planCalls'
import { forwardingNetworks, worthMoving } from './worthMoving'
import { openSeed } from '../secrets/openSeed'

/** A person waits for it. */
const BUDGET_MS = 8_000

/** Addresses in one batch: what is left is in the next one. */
const MOST_ADDRESSES = 3 * MAX_SWEPT_ADDRESSES

export type PrepareWithdrawalInput = {
  network: string
  /** The wallet that will send it; the treasury unless named. Anyone's may (F2). */
  from: string | null
  /** Takes what costs more to move than it brings, too. */
  dust: boolean
}

/** A transaction for the merchant's own wallet. Amounts are base units, gas is wei. */
export type WithdrawalCall = {
  to: string
  data: Hex
  value: 0n
  treasury: string
  feeRecipient: string
  feeBps: number
  addresses: number
  /** What it moves at least: what comes until then goes with it. */
  amounts: { token: string; decimals: number; gross: bigint; fee: bigint; net: bigint }[]
  /** Null where the chain says that it would fail now. */
  gas: bigint | null
  /** Of all that gas, at the price of now. */
  networkFee: bigint | null
}

export type PreparedWithdrawal = {
  network: OpenNetwork
  calls: WithdrawalCall[]
  gasPrice: bigint | null
  /** More lies there than one batch takes. */
  more: boolean
  /** Addresses where something went astray whose treasury is not proven to be controllable on this network (F3). */
  outOfReach: string[]
}

/**
 * The transactions that move what lies ready at the merchant's addresses on one network to their treasuries, for their own wallet to sign:
 * no key here could (F2). Each address is derived again from seed and terms first (F8); of the seed the calls hold no more than the references of the
 * addresses they empty. Throws NOT_FOUND, ADDRESS_MISMATCH, NETWORK_UNREACHABLE.
 */
export async function prepareWithdrawal(
  ctx: ServiceContext,
  actor: Actor,
  input: PrepareWithdrawalInput,
): Promise<PreparedWithdrawal> {
  mustBeAllowed(actor, 'withdrawals:write')
  const network = forwardingNetworks(ctx, actor).find((one) => one.id === input.network)
  if (!network) throw new DomainError('NOT_FOUND', 'Nothing can be withdrawn on this network')
  const least = (await worthMoving(ctx, [network], input)).filter((one) => one.network === network.id)
  const found = await lyingReady(ctx.db, actor, {
    network: network.id,
    least,
    addresses: MOST_ADDRESSES + 1,
  })
  const addresses = [...new Set(found.map((row) => row.addressId))]
  const taken = new Set(addresses.slice(0, MOST_ADDRESSES))
  const rows = found.filter((row) => taken.has(row.addressId))
  await assertDerived(ctx, actor, rows)
  const movable = rows.flatMap((row): Movable[] => {
    const token = payableBySymbol(network, row.token)
    return token ? [{ ...row, token }] : []
  })
  const astray = await movableAstray(ctx, actor, network, MOST_ADDRESSES)
  const planned = planCalls([...movable, ...astray.movable])
  const priced = planned.length === 0 ? null : await price(ctx, network, planned, input.from)
  return {
    network,
    calls: planned.map((call, index) => withdrawalCall(network, call, priced?.gas[index] ?? null, priced)),
    gasPrice: priced?.gasPrice ?? null,
    more: addresses.length > MOST_ADDRESSES,
    outOfReach: astray.outOfReach,
  }
}

/** F8: an address that was changed in the database alone is not swept to wherever it would lead. Throws ADDRESS_MISMATCH. */
async function assertDerived(ctx: ServiceContext, actor: Actor, rows: readonly Lying[]): Promise<void> {
  if (rows.length === 0) return
  const merchant = await findMerchant(ctx.db, actor.merchantId)
  const seed = merchant && openSeed(ctx, merchant)
  for (const row of rows) {
    const ref = seed && depositRef(seed, row.counter)
    if (ref && ref === row.ref && depositAddress({ ...forwarderTerms(row), ref }) === row.address) continue
    ctx.log.error({ address: row.address }, 'a stored deposit address does not derive again')
    throw new DomainError('ADDRESS_MISMATCH', 'An address could not be verified')
  }
}

function calldata({ rows: [first, ...rest] }: PlannedCall): Hex {
  if (!first) throw new Error('a call needs an address')
  const rows = [first, ...rest]
  return sweepCalldata({
    ...forwarderTerms(first),
    refs: [...new Set(rows.map((row) => row.ref as Hex))],
    tokens: [...new Set(rows.flatMap((row) => row.token.address ?? []))].map((token) => token as Hex),
  })
}

type Priced = { gas: (bigint | null)[]; gasPrice: bigint }

/** Asks the chain what each call would take, as its sender; a call that would fail has no price. */
async function price(
  ctx: ServiceContext,
  network: OpenNetwork,
  calls: readonly PlannedCall[],
  from: string | null,
): Promise<Priced> {
  const signal = AbortSignal.timeout(BUDGET_MS)
  try {
    return await withFailover(ctx, network, signal, async ({ reader }) => {
      const gasPrice = (await reader.gasPrice?.(signal)) ?? 0n
      const gas: (bigint | null)[] = []
      for (const call of calls) {
        const sender = from ?? call.rows[0]?.treasury ?? network.factory
        gas.push(await gasOf(reader, { from: sender, to: network.factory, data: calldata(call) }, signal))
      }
      return { gas, gasPrice }
    })
  } catch (error) {
    if (isChainError(error)) throw unreachable(network)
    throw error
  }
}

async function gasOf(
  reader: ChainReader,
  call: { from: string; to: string; data: Hex },
  signal: AbortSignal,
): Promise<bigint | null> {
  try {
    return (await reader.gasOf?.(call, signal)) ?? null
  } catch (error) {
    if (isChainError(error) && error.code === 'bad_response') return null
    throw error
  }
}

function withdrawalCall(
  network: OpenNetwork,
  call: PlannedCall,
  gas: bigint | null,
  priced: Priced | null,
): WithdrawalCall {
  const [first] = call.rows
  if (!first) throw new Error('a call needs an address')
  const symbols = [...new Set(call.rows.map((row) => row.token.symbol))]
  return {
    to: network.factory,
    data: calldata(call),
    value: 0n,
    treasury: first.treasury,
    feeRecipient: first.feeRecipient,
    feeBps: first.feeBps,
    addresses: call.addresses,
    amounts: symbols.map((symbol) => {
      const own = call.rows.filter((row) => row.token.symbol === symbol)
      // Each address is split by itself, as the contract does (D5).
      const parts = own.map((row) => splitFee(row.amount, first.feeBps))
      const sum = (of: 'gross' | 'fee' | 'net') => parts.reduce((total, part) => total + part[of], 0n)
      return {
        token: symbol,
        decimals: own[0]?.token.decimals ?? 0,
        gross: sum('gross'),
        fee: sum('fee'),
        net: sum('net'),
      }
    }),
    gas,
    networkFee: gas !== null && priced ? gas * priced.gasPrice : null,
  }
}
