import { z } from 'zod'
import { CHECKOUT_EVENTS } from '@/lib/domain/checkoutEvents'
import { CHECKOUT_EXCEPTIONS, CHECKOUT_STATUSES, PAYMENT_COVERAGES } from '@/lib/domain/checkoutInvoice'
import { EXCEPTION_ACTIONS } from '@/lib/domain/deciding'
import { EXCEPTIONS, PAYMENT_STATUSES } from '@/lib/domain/invoice'

const time = z.iso.datetime()
const usd = z.number()
const text = z.string().nullable()

export const exceptionNames = EXCEPTIONS.map((kind) => CHECKOUT_EXCEPTIONS[kind])
const exceptionFields = {
  exceptionType: z.enum(exceptionNames).nullable(),
  exceptionStatus: z.enum(['open', 'closed']).nullable(),
}

const timing = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('immediate'),
    expiresAfterMinutes: z.int(),
    payableUntilAt: time,
  }),
  z.strictObject({
    mode: z.literal('due_date'),
    dueAt: time,
    graceDays: z.int(),
    payableUntilAt: time,
  }),
])

const paymentSummary = z.strictObject({
  paymentCoverage: z.enum(PAYMENT_COVERAGES),
  receivedAmountUsd: usd,
  confirmedAmountUsd: usd,
  remainingAmountUsd: usd,
  overpaymentAmountUsd: usd,
})

/** What a poller looks at. */
const statusFields = {
  id: z.string(),
  status: z.enum(CHECKOUT_STATUSES),
  paymentCoverage: z.enum(PAYMENT_COVERAGES),
  confirmations: z.int(),
  paymentDetectedAt: time.nullable(),
  confirmedAt: time.nullable(),
  payableUntilAt: time,
}

/** The invoice without the ways to pay it: in lists and webhooks. */
const invoiceFields = {
  id: z.string(),
  paymentUrl: z.string(),
  status: z.enum(CHECKOUT_STATUSES),
  amountUsd: usd,
  receivedAmountUsd: usd,
  confirmedAmountUsd: usd,
  paymentCoverage: z.enum(PAYMENT_COVERAGES),
  paymentSummary,
  paymentTiming: timing,
  confirmations: z.int(),
  paymentDetectedAt: time.nullable(),
  confirmedAt: time.nullable(),
  paidOutOfBandAt: time.nullable(),
  paidOutOfBandNote: text,
  defaultPaymentOptionId: z.string(),
  lastPaymentOptionId: text,
  lastTransactionHash: text,
  ...exceptionFields,
  exceptionAction: z.enum(EXCEPTION_ACTIONS).nullable(),
  exceptionNote: text,
  exceptionClosedAt: time.nullable(),
  productName: text,
  productCode: text,
  integrationId: text,
  issuedBy: text,
  billTo: text,
  merchantReference: text,
  externalInvoiceId: text,
  customerId: text,
  customerEmail: text,
  redirectUrl: text,
  metadata: z.record(z.string(), z.string()),
  livemode: z.boolean(),
  createdAt: time,
  updatedAt: time,
}

/** What a wallet or program needs to send the money; numbers of base units as text (Q7). */
const transferPayload = {
  chainId: z.int(),
  recipient: z.string(),
  tokenContract: text,
  decimals: z.int(),
  requiredConfirmations: z.int(),
  paymentAmountAtomic: z.string(),
}

/** Of the rail that is called: the terms of the hub, of which any other value is another payment (F5). */
const callPayload = {
  ...transferPayload,
  contractAddress: z.string(),
  merchantIdHash: z.string(),
  invoiceIdHash: z.string(),
  paymentIdHash: z.string(),
  paymentCall: z.strictObject({
    merchantId: z.string(),
    invoiceId: z.string(),
    paymentId: z.string(),
    token: z.string(),
    recipient: z.string(),
    amount: z.string(),
    fee: z.string(),
    feeRecipient: z.string(),
    deadline: z.int(),
  }),
}

const optionPayload = z.union([z.strictObject(callPayload), z.strictObject(transferPayload)])

const paymentOption = z.strictObject({
  id: z.string(),
  railType: z.enum(['wallet_contract', 'address_transfer']),
  assetCode: z.string(),
  network: z.string(),
  quotedAmount: z.string(),
  quoteRate: z.string(),
  quoteExpiresAt: time,
  destinationAddress: text,
  paymentUri: text,
  qrCode: text,
  isDefault: z.boolean(),
  optionPayload,
})

export const checkoutListed = z.strictObject(invoiceFields)
export const checkoutInvoice = z.strictObject({ ...invoiceFields, paymentOptions: z.array(paymentOption) })
export const checkoutList = z.strictObject({ invoices: z.array(checkoutListed), total: z.int() })
export const checkoutStatus = z.strictObject({
  ...statusFields,
  receivedAmountUsd: usd,
  confirmedAmountUsd: usd,
  ...exceptionFields,
})

/** For whoever holds the link: nothing of what the merchant noted, and nothing of who is billed. */
export const publicCheckout = z.strictObject({
  ...statusFields,
  amountUsd: usd,
  paymentSummary,
  paymentTiming: timing,
  productName: text,
  issuedBy: text,
  redirectUrl: text,
  defaultPaymentOptionId: z.string(),
  lastTransactionHash: text,
  paymentOptions: z.array(paymentOption),
  livemode: z.boolean(),
})
export const publicCheckoutStatus = z.strictObject({ ...statusFields, paymentSummary })

/** One thing that happened to the money, whichever rail it came by. */
export const checkoutPayments = z.strictObject({
  payments: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum(['transfer', 'out_of_band']),
      status: z.enum(PAYMENT_STATUSES),
      paymentOptionId: text,
      railType: z.enum(['wallet_contract', 'address_transfer']).nullable(),
      assetCode: text,
      network: text,
      amount: text,
      amountUsd: usd.nullable(),
      transactionHash: text,
      fromAddress: text,
      blockNumber: z.int().nullable(),
      confirmations: z.int(),
      requiredConfirmations: z.int(),
      note: text,
      detectedAt: time,
      confirmedAt: time.nullable(),
    }),
  ),
})

const count = z.int()
const counts = <Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<Name, typeof count>)

export const checkoutStatsAnswer = z.strictObject({
  total: count,
  byStatus: counts(CHECKOUT_STATUSES),
  byExceptionStatus: counts(['none', 'open', 'closed']),
  byExceptionType: counts(exceptionNames),
})

/** What a webhook says: no way to pay stands in it. */
export const checkoutMessage = z.strictObject({
  id: z.string(),
  event: z.enum(CHECKOUT_EVENTS),
  createdAt: time,
  invoice: checkoutListed,
})
