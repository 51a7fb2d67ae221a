/** Tiers of document 004: by the invoice's total in US cents, whatever currency it is written in. */
const TIERS = [
  { below: 100_00n, confirmations: 1 },
  { below: 10_000_01n, confirmations: 12 },
] as const
const TOP_TIER = 19

/** The tier for a total in US cents: under $100 1, to $10,000 12, above 19. */
export function confirmationsForAmount(totalCents: bigint): number {
  return TIERS.find((tier) => totalCents < tier.below)?.confirmations ?? TOP_TIER
}

export type ConfirmationPolicy = {
  networkFloor: number
  amountDefault: number
  /** The merchant's or the invoice's own number, 1-50; it replaces floor and tier (S7). */
  override: number | null
}

/** S7: max(network floor, tier by amount), or the merchant's override. */
export function requiredConfirmations(policy: ConfirmationPolicy): number {
  return policy.override ?? Math.max(policy.networkFloor, policy.amountDefault)
}

/** S7: head - block + 1, never below zero when the head is behind the payment's block. */
export function confirmationsAt(head: number, block: number): number {
  return Math.max(0, head - block + 1)
}
