import type { PaymentTiming } from '@/lib/domain/paymentTiming'

export type { CheckoutFilter } from '@/db/queries/checkoutInvoices'

/** What a merchant asks for in document 000, in the domain's terms. Null means the configuration's default, or nothing. */
export type CheckoutInput = {
  /** US cents. */
  amountMinor: bigint
  timing: PaymentTiming | null
  productName: string | null
  productCode: string | null
  integrationId: string | null
  issuedBy: string | null
  billTo: string | null
  merchantReference: string | null
  externalInvoiceId: string | null
  customerId: string | null
  customerEmail: string | null
  redirectUrl: string | null
  metadata: Readonly<Record<string, string>>
}
