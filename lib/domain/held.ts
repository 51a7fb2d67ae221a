import type { Asset } from './coverage'
import { total, uncountedBack, type GivenBack } from './kept'

type Arrived = { asset: Asset; amount: bigint }

/**
 * D9: how much of the money that is held in an asset was given back, in base units. `loose` is the other money that pays nothing, such as
 * what came late: a refund gives that back first, so that held money is never taken for gone while it lies there.
 */
export function heldBack(
  asset: Asset,
  { held, loose }: { held: readonly Arrived[]; loose: readonly Arrived[] },
  refunds: readonly GivenBack[],
): bigint {
  const back = uncountedBack(refunds, asset) - sumIn(loose, asset)
  const lies = sumIn(held, asset)
  if (back <= 0n) return 0n
  return back < lies ? back : lies
}

/** Whether some of what is held still waits for a person: neither released nor given back. */
export function isStillHeld(
  money: { held: readonly Arrived[]; loose: readonly Arrived[] },
  refunds: readonly GivenBack[],
): boolean {
  const assets = new Set(money.held.map((payment) => payment.asset))
  return [...assets].some((asset) => sumIn(money.held, asset) > heldBack(asset, money, refunds))
}

function sumIn(payments: readonly Arrived[], asset: Asset): bigint {
  return total(payments.filter((payment) => payment.asset === asset).map((payment) => payment.amount))
}
