import type { Asset } from './coverage'
import { amountAt, type Quoted } from './quoteVersions'
import { ratio, type Ratio } from './rational'

type Paid = { asset: Asset; amount: bigint; blockTime: Date }

/** A refund that is done, or one that is on its way where the question is what is left to give (F6). */
export type GivenBack = {
  asset: Asset
  /** Base units. */
  amount: bigint
  /** The part of it that gave back money that did not pay the invoice: late, or of another asset. */
  uncounted: bigint
}

/** D2, D3: the exact sum of amount / quoted, each payment at the quote of its block; 1 is the whole invoice. */
export function paidShare(payments: readonly Paid[], quotes: readonly Quoted[]): Ratio {
  return keptShare(payments, quotes, [])
}

/**
 * The same less what was given back of it (F6): of each asset the same part is left of every payment, so that giving back
 * all leaves exactly nothing, whatever the quotes were.
 */
export function keptShare(
  payments: readonly Paid[],
  quotes: readonly Quoted[],
  refunds: readonly GivenBack[],
): Ratio {
  // Summed by quote first: few fractions to bring together, however many payments there are.
  const sums = new Map<Asset, Map<bigint, bigint>>()
  for (const { asset, amount, blockTime } of payments) {
    const whole = amountAt(quotes, asset, blockTime)
    if (!whole) continue
    const ofAsset = sums.get(asset) ?? new Map<bigint, bigint>()
    ofAsset.set(whole, (ofAsset.get(whole) ?? 0n) + amount)
    sums.set(asset, ofAsset)
  }
  let share: Ratio = { num: 0n, den: 1n }
  for (const [asset, ofAsset] of sums) {
    const paid = total([...ofAsset.values()])
    const back = countedBack(refunds, asset)
    if (back >= paid) continue
    for (const [whole, sum] of ofAsset) {
      const [num, den] = back === 0n ? [sum, whole] : [sum * (paid - back), whole * paid]
      share = { num: share.num * den + num * share.den, den: share.den * den }
    }
  }
  return ratio(share.num, share.den)
}

/** What was given back of the money that pays the invoice, in one asset. */
export function countedBack(refunds: readonly GivenBack[], asset: Asset): bigint {
  return total(refunds.filter((one) => one.asset === asset).map((one) => one.amount - one.uncounted))
}

/** What was given back of the money that does not. */
export function uncountedBack(refunds: readonly GivenBack[], asset: Asset): bigint {
  return total(refunds.filter((one) => one.asset === asset).map((one) => one.uncounted))
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}
