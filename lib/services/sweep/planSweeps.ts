import { unsweptAddresses, type Unswept } from '@/db/queries/sweeps'
import { sweepCalldata } from '@/lib/chains/evm/forwarder'
import type { GasWallet } from '@/lib/chains/gasPort'
import { payableBySymbol, payableTokens } from '@/lib/chains/payable'
import type { Hex } from '@/lib/chains/port'
import { forwarderTerms } from '../invoices/allotAddress'
import type { Run } from '../reconcile/run'

/** One transaction: what lies at these addresses, all of one set of terms. */
export type SweepPlan = { rows: readonly Unswept[]; addressIds: string[]; data: Hex }

/** Addresses in one transaction; the contract takes 300, and a third of that fits every block comfortably. */
const MAX_ADDRESSES = 100

/** A token that would not move rests so long, and an address waits so long for payments that are not confirmed yet. */
const PATIENCE_MS = 60 * 60_000

/** Rows looked at in one run. */
const CANDIDATES = 2_000

/** Gas that it takes to move native coin from one address; the coin must bring twice that. */
const GAS_OF_NATIVE = 60_000n

/**
 * One plan for each set of terms (treasury, fee recipient, fee) that has money worth the gas waiting, the oldest
 * first. Throws ChainError.
 */
export async function planSweeps(run: Run, wallet: GasWallet): Promise<SweepPlan[]> {
  const patience = new Date(run.ctx.clock.now().getTime() - PATIENCE_MS)
  const waiting = (leastNative: bigint, limit: number) =>
    unsweptAddresses(run.ctx.db, run.network.id, {
      sender: wallet.address,
      minima: minima(run, leastNative),
      patience,
      screened: run.ctx.screening?.sources.some((source) => source.covers(run.network.id)) ?? false,
      limit,
    })
  // The chain is asked for its fees only when there may be something to do.
  if ((await waiting(1n, 1)).length === 0) return []
  const { maxFeePerGas } = await wallet.fees()
  const byTerms = new Map<string, Unswept[]>()
  for (const row of await waiting(2n * GAS_OF_NATIVE * maxFeePerGas, CANDIDATES)) {
    byTerms.set(termsKey(row), [...(byTerms.get(termsKey(row)) ?? []), row])
  }
  return [...byTerms.values()].map((rows) => planOf(run, rows))
}

/** A plan in two parts, to get around what makes it revert; none of a single address. */
export function halves(run: Run, plan: SweepPlan): SweepPlan[] {
  if (plan.addressIds.length < 2) return []
  const first = new Set(plan.addressIds.slice(0, Math.ceil(plan.addressIds.length / 2)))
  return [true, false].map((inFirst) =>
    planOf(
      run,
      plan.rows.filter((row) => first.has(row.addressId) === inFirst),
    ),
  )
}

/** F9's dust threshold: what costs more to move than it brings stays until there is more, or takes another's way. */
function minima({ network, ctx }: Run, leastNative: bigint): { token: string; amount: bigint }[] {
  return payableTokens(network).map(({ symbol, decimals, stablecoin, address }) => ({
    token: symbol,
    amount: leastOf(decimals, stablecoin !== null, address === null),
  }))

  /** A token that nobody knows the worth of is moved whatever there is of it. */
  function leastOf(decimals: number, isStablecoin: boolean, isNative: boolean): bigint {
    if (isStablecoin) return (ctx.policy.sweepFromMinor * 10n ** BigInt(decimals)) / 100n
    return isNative ? leastNative : 1n
  }
}

function planOf(run: Run, rows: readonly Unswept[]): SweepPlan {
  const first = rows[0]
  if (!first) throw new Error('a plan needs an address')
  const ids = new Set([...new Set(rows.map((row) => row.addressId))].slice(0, MAX_ADDRESSES))
  const chosen = rows.filter((row) => ids.has(row.addressId))
  const tokens = chosen.flatMap((row) => payableBySymbol(run.network, row.token)?.address ?? [])
  const data = sweepCalldata({
    ...forwarderTerms(first),
    refs: [...new Set(chosen.map((row) => row.ref as Hex))],
    tokens: [...new Set(tokens)].map((token) => token as Hex),
  })
  return { rows: chosen, addressIds: [...ids], data }
}

function termsKey(row: Unswept): string {
  return `${row.treasury}:${row.feeRecipient}:${row.feeBps}`
}
