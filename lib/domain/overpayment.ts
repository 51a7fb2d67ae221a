import type { OverpaymentAction } from './invoice'
import { ONE, scale, subtract, type Ratio } from './rational'

/** What became of an excess; `needs_attention` is for a person to settle. */
export const OVERPAYMENT_STATUSES = [
  'pending',
  'credited',
  'donated',
  'refund_due',
  'refunded',
  'needs_attention',
] as const
export type OverpaymentStatus = (typeof OVERPAYMENT_STATUSES)[number]

/** What an invoice says is done with an excess, and whether there is somebody to credit it to. */
export type OverpaymentTerms = { action: OverpaymentAction; customerKnown: boolean }

/** D8: what is done with a settled excess. Nobody gets a credit whom nobody knows. */
export function overpaymentStatus({ action, customerKnown }: OverpaymentTerms): OverpaymentStatus {
  if (action === 'donate') return 'donated'
  if (action === 'refund') return 'refund_due'
  return customerKnown ? 'credited' : 'needs_attention'
}

/** Whether the excess waits for nobody once it is settled, so that no exception stands for it. */
export function isSettledByItself(terms: OverpaymentTerms): boolean {
  const status = overpaymentStatus(terms)
  return status === 'credited' || status === 'donated'
}

/**
 * The whole excess over the total, in base units of the asset that the invoice is settled in: the share of its quote beyond
 * the whole, rounded down, and at most what arrived in that asset. Zero for a share of one or less.
 */
export function excessUnits(share: Ratio, asset: { quoted: bigint; arrived: bigint }): bigint {
  const beyond = subtract(share, ONE)
  if (beyond.num <= 0n) return 0n
  const excess = scale(asset.quoted, beyond, 'down')
  return excess < asset.arrived ? excess : asset.arrived
}

/**
 * What of an excess is the customer's credit, in base units. What refunds take goes off it first; but what the customer has
 * already taken of it stays theirs, as long as the money of it was not given back too (F6, D8).
 */
export function creditLeft(of: { excess: bigint; arrived: bigint; refunds: bigint; taken: bigint }): bigint {
  const kept = [of.excess, of.taken, of.arrived - of.refunds].reduce((a, b) => (a < b ? a : b))
  return [0n, of.excess - of.refunds, kept].reduce((a, b) => (a > b ? a : b))
}
