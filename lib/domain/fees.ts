import { formatUnits, rescale } from './money'
import { mulDiv } from './rational'

/** Fees are whole basis points, because the chain splits by them (D5). */
export type FeeBps = number

export const MAX_FEE_BPS = 500

/** How an amount in base units is split between merchant and platform; `fee + net === gross`. */
export type FeeSplit = { gross: bigint; fee: bigint; net: bigint }

/**
 * D5: the fee on what arrived, floored to the base unit exactly as the contract floors it. Throws RangeError unless the
 * rate is whole basis points from 0 to 10,000, so that neither part is ever negative.
 */
export function splitFee(gross: bigint, bps: FeeBps): FeeSplit {
  if (bps > 10_000) throw new RangeError('splitFee: a fee is at most the whole')
  const fee = mulDiv(gross, BigInt(bps), 10_000n, 'down')
  return { gross, fee, net: gross - fee }
}

/** A split as people read it: two places, the fee rounded half up and the net what remains of the rounded gross. */
export type ShownSplit = { gross: string; fee: string; net: string }

/** D5: 16.49 at 1 % shows 0.16 and 16.33, 9.99 shows 0.10 and 9.89. */
export function showSplit(split: FeeSplit, decimals: number): ShownSplit {
  const gross = rescale(split.gross, decimals, 2, 'half-up')
  const fee = rescale(split.fee, decimals, 2, 'half-up')
  return {
    gross: formatUnits(gross, 2, 2),
    fee: formatUnits(fee, 2, 2),
    net: formatUnits(gross - fee, 2, 2),
  }
}
