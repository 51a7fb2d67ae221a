/** Document 004's words, the canonical ones. */
export const INVOICE_STATUSES = [
  'pending',
  'partial',
  'confirming',
  'paid',
  'expired',
  'cancelled',
  'refunded',
] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** What stands beside the status until someone resolves it (D1); several can stand at once. */
export const EXCEPTIONS = [
  'underpaid',
  'overpaid',
  'late',
  'wrong_asset',
  'reverted',
  'held',
  'refund_due',
] as const
export type ExceptionKind = (typeof EXCEPTIONS)[number]

export const PAYMENT_STATUSES = ['detected', 'confirming', 'confirmed', 'orphaned', 'failed'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

export const OVERPAYMENT_ACTIONS = ['credit_account', 'refund', 'donate'] as const
export type OverpaymentAction = (typeof OVERPAYMENT_ACTIONS)[number]

/** Parts per million, so that a fraction such as 0.01 is an integer. */
export const PPM = 1_000_000n

export type Tolerance = {
  /** How much of the total may be missing, in parts per million of it. */
  underpaymentPpm: bigint
  /** How much may be paid beyond the total, in the invoice's minor units. */
  overpaymentMinor: bigint
  overpaymentAction: OverpaymentAction
}

export type Item = {
  name: string
  description: string | null
  /** Decimal text, as the merchant wrote it. */
  quantity: string
  /** Minor units of the invoice's currency, as decimal text (kept in JSON). */
  unitPriceMinor: string
}
