import type { Item, Tolerance } from '@/lib/domain/invoice'

/** What a merchant asks for, in the domain's terms: integers, seconds, no wire forms. Null means the merchant's default. */
export type CreateInvoiceInput = {
  title: string
  description: string | null
  items: readonly Item[]
  /** Minor units. */
  taxMinor: bigint
  currency: string | null
  /** The places of unit prices, tax and excess that are given here; the currency's own where it is not said. */
  amountPlaces?: number
  /** A token's symbol; the network is that of the merchant's default method for it (Q10). */
  cryptoCurrency: string | null
  /**
   * `all`: every method that can be had now by each of its rails, the native coin before the others (Q11); `addresses`: of these only
   * what is paid to an address. `cryptoCurrency` says nothing then.
   */
  offer?: 'all' | 'addresses'
  /** With `offer`: the token that a request without a choice gets instead of the native coin, where it can be had. */
  offerFirst?: string
  priceLockSeconds: number | null
  expiresInSeconds: number | null
  /** Until when it can be paid, where a moment is known and not how long. */
  expiresAt?: Date
  /** US cents; the merchant's own limits unless said (D7). */
  limits?: { leastMinor: bigint; mostMinor: bigint }
  tolerance: Partial<Tolerance>
  confirmationsOverride: number | null
  /** What nothing but an override goes below (S7). */
  confirmationsAtLeast?: number
  /** How long after expiry money is taken by itself (D10); the operator's policy unless said. */
  lateGraceMs?: number
  /** How often its customer may ask for a new quote (D3); as often as the merchant allows unless said. */
  requotes?: number
  webhookUrl: string | null
  returnUrl: string | null
  cancelUrl: string | null
  /** Names the customer too (D8). */
  metadata: Readonly<Record<string, string>>
  /** Whoever opened a link asks for it, and nobody with a key: it counts for the plan once it is paid for. */
  byVisit?: boolean
  /** Whether the customer's credit pays of it: yes unless told otherwise. */
  applyCredit?: boolean
}

export type { InvoiceFilter } from '@/db/queries/invoices'
