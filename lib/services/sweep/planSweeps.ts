import { unsweptAddresses, type Unswept } from '@/db/queries/sweeps'
import { sweepCalldata } from '@/lib/chains/evm/forwarder'
import { payableBySymbol, type PayableToken } from '@/lib/chains/payable'
import type { Hex } from '@/lib/chains/port'
import type { Run } from '../reconcile/run'
import { forwarderTerms } from '../invoices/addForwarderOption'

export type SweepPlan = { addressIds: string[]; data: Hex }

/** Addresses in one transaction; the contract takes 300, and half of that fits every block comfortably. */
const MAX_ADDRESSES = 100

/** A token that would not move is tried again after so long. */
const RETRY_AFTER_MS = 60 * 60_000

/** Rows looked at in one run. */
const CANDIDATES = 2_000

/** One plan for each set of terms (treasury, fee recipient, fee) that has money worth the gas waiting. */
export async function planSweeps(run: Run): Promise<SweepPlan[]> {
  const triedBefore = new Date(run.ctx.clock.now().getTime() - RETRY_AFTER_MS)
  const waiting = await unsweptAddresses(run.ctx.db, run.network.id, triedBefore, CANDIDATES)
  const worthwhile = waiting.filter((row) => isWorthwhile(run, row))
  const byTerms = new Map<string, Unswept[]>()
  for (const row of worthwhile) byTerms.set(termsKey(row), [...(byTerms.get(termsKey(row)) ?? []), row])
  return [...byTerms.values()].map((rows) => planOf(run, rows))
}

/** F9's dust threshold: a stablecoin deposit below it costs more to move than it brings. */
function isWorthwhile(run: Run, row: Unswept): boolean {
  const token = payableBySymbol(run.network, row.token)
  if (!token?.stablecoin) return token !== undefined
  return row.amount * 100n >= run.ctx.policy.sweepFromMinor * 10n ** BigInt(token.decimals)
}

function planOf(run: Run, rows: readonly Unswept[]): SweepPlan {
  const first = rows[0]
  if (!first) throw new Error('a plan needs an address')
  const refs = new Map(rows.map((row) => [row.addressId, row.ref as Hex]))
  const chosen = [...refs].slice(0, MAX_ADDRESSES)
  const ids = new Set(chosen.map(([id]) => id))
  const tokens = rows
    .filter((row) => ids.has(row.addressId))
    .map((row) => payableBySymbol(run.network, row.token))
    .filter((token): token is PayableToken => token !== undefined)
    .flatMap((token) => (token.address === null ? [] : [token.address as Hex]))
  return {
    addressIds: [...ids],
    data: sweepCalldata({
      ...forwarderTerms(first),
      refs: chosen.map(([, ref]) => ref),
      tokens: [...new Set(tokens)],
    }),
  }
}

function termsKey(row: Unswept): string {
  return `${row.treasury}:${row.feeRecipient}:${row.feeBps}`
}
