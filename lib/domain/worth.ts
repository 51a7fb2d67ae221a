import type { Asset } from './coverage'
import { countedBack, total, type GivenBack } from './kept'
import { add, ratio, ZERO, type Ratio } from './rational'

type Taken = { asset: Asset; amount: bigint; worth: bigint | null }

/**
 * How much of an invoice what a person took at a value pays: its asset has no quote, so that the value they named, in minor units, is
 * compared with the total (D1, F3). What was given back of it pays nothing.
 */
export function worthShare(
  payments: readonly Taken[],
  totalMinor: bigint,
  refunds: readonly GivenBack[],
): Ratio {
  const valued = payments.filter((payment) => payment.worth !== null && payment.amount > 0n)
  return [...new Set(valued.map((payment) => payment.asset))].reduce<Ratio>((share, asset) => {
    const own = valued.filter((payment) => payment.asset === asset)
    const arrived = total(own.map((payment) => payment.amount))
    const back = countedBack(refunds, asset)
    if (back >= arrived) return share
    const worth = total(own.map((payment) => payment.worth ?? 0n))
    return add(share, ratio(worth * (arrived - back), totalMinor * arrived))
  }, ZERO)
}
