import type { CheckoutInput } from '@/lib/services/checkout/input'

/** An invoice of document 000's example over 49.99, with nothing else said, unless told otherwise. */
export function checkoutInput(input: Partial<CheckoutInput> = {}): CheckoutInput {
  return {
    amountMinor: 49_99n,
    timing: null,
    productName: null,
    productCode: null,
    integrationId: null,
    issuedBy: null,
    billTo: null,
    merchantReference: null,
    externalInvoiceId: null,
    customerId: null,
    customerEmail: null,
    redirectUrl: null,
    metadata: {},
    ...input,
  }
}
