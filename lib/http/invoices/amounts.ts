import type { LosslessNumber } from 'lossless-json'
import { knownNetwork } from '@/lib/chains/registry'
import { payableBySymbol } from '@/lib/chains/payable'
import { showSplit, type FeeSplit } from '@/lib/domain/fees'
import { fiatText, formatUnits, rescale } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { decimal } from '../json'

const STABLE_PLACES = 2
const RATE_PLACES = 8

/** Fiat as the document writes it: a number with the places of its currency. */
export function fiat(minor: bigint, currency: string): LosslessNumber {
  return decimal(fiatText(minor, currency))
}

/** An amount of an asset, exact to the base unit, with at least two places. */
export function assetAmount(units: bigint, decimals: number): LosslessNumber {
  return decimal(formatUnits(units, decimals, 2))
}

/** The same as decimal text, which no client rounds (Q7). */
export function assetText(units: bigint, decimals: number): string {
  return formatUnits(units, decimals, 2)
}

/** Basis points as a percentage: 100 is 1.0. */
export function percentage(bps: number): LosslessNumber {
  return decimal(formatUnits(BigInt(bps), 2, 1))
}

/** Hundredths of a percent as a percentage: 6064 is 60.64. */
export function percent(hundredths: number): LosslessNumber {
  return decimal(formatUnits(BigInt(hundredths), 2, 2))
}

/** A rate, rounded half up to eight places. */
export function rate(num: bigint, den: bigint): LosslessNumber {
  return decimal(formatUnits(mulDiv(num, 10n ** BigInt(RATE_PLACES), den, 'half-up'), RATE_PLACES, 2))
}

export type Asset = { network: string; token: string; decimals: number }
export type ShownAmounts = { gross: LosslessNumber; fee: LosslessNumber; net: LosslessNumber }

/** D5: stablecoins show two places (16.49, 0.16, 16.33); other assets are worth too much for that and show every place. */
export function shownSplit(split: FeeSplit, asset: Asset): ShownAmounts {
  if (isStablecoin(asset)) {
    const { gross, fee, net } = showSplit(split, asset.decimals)
    return { gross: decimal(gross), fee: decimal(fee), net: decimal(net) }
  }
  const exact = (units: bigint) => assetAmount(units, asset.decimals)
  return { gross: exact(split.gross), fee: exact(split.fee), net: exact(split.net) }
}

/** One amount with the places of a settlement. */
export function shownAmount(units: bigint, asset: Asset): LosslessNumber {
  if (!isStablecoin(asset)) return assetAmount(units, asset.decimals)
  return decimal(formatUnits(rescale(units, asset.decimals, STABLE_PLACES, 'half-up'), STABLE_PLACES, 2))
}

function isStablecoin({ network, token }: Asset): boolean {
  const known = knownNetwork(network)
  return known !== undefined && payableBySymbol(known, token)?.stablecoin != null
}
