import type { InvoiceStatus, Item, Tolerance } from '@/lib/domain/invoice'

/** What a merchant asks for, in the domain's terms: integers, seconds, no wire forms. Null means the merchant's default. */
export type CreateInvoiceInput = {
  title: string
  description: string | null
  items: readonly Item[]
  /** Minor units. */
  taxMinor: bigint
  currency: string | null
  /** A token's symbol; the network is that of the merchant's default method for it (Q10). */
  cryptoCurrency: string | null
  priceLockSeconds: number | null
  expiresInSeconds: number | null
  tolerance: Partial<Tolerance>
  confirmationsOverride: number | null
  webhookUrl: string | null
  returnUrl: string | null
  cancelUrl: string | null
  metadata: Readonly<Record<string, string>>
}

export type InvoiceFilter = {
  limit: number
  /** The last row of the page before, newest first. */
  after: { createdAt: Date; id: string } | null
  status: InvoiceStatus | null
  createdAfter: Date | null
  createdBefore: Date | null
  amountAtLeastMinor: bigint | null
  amountAtMostMinor: bigint | null
  currency: string | null
  /** Matched in title, description and metadata, without regard to case. */
  search: string | null
}
