import { z } from 'zod'
import { LEFT_OUT_FOR } from '@/lib/domain/agreement'
import { LEG_KINDS, PAUSE_REASONS } from '@/lib/domain/rateInputs'
import { EXCEPTIONS, INVOICE_STATUSES, PAYMENT_STATUSES } from '@/lib/domain/invoice'
import { SETTLEMENT_STATUSES } from '@/db/schema'
import { customerAnswer, overpaymentAnswer } from './customerSchemas'
import { pagination } from './pagination'
import { listedDelivery } from './webhookSchemas'

/** What document 004 answers. Strict, so that nothing reaches the wire that is not written here. */

const time = z.iso.datetime()

const itemAnswer = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  quantity: z.number(),
  unit_price: z.number(),
})

/** What merchant and customer both see of an invoice. */
const sharedFields = {
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  items: z.array(itemAnswer),
  subtotal: z.number(),
  tax: z.number(),
  total: z.number(),
  currency: z.string(),
  crypto_currency: z.string(),
  /** Decimal text of what to pay, exact. */
  crypto_amount: z.string(),
  /** The same as a number, only for USDT. */
  usdt_amount: z.number().optional(),
  /** What an earlier payment's credit pays of it; it is no longer part of what to pay. */
  credit_applied: z.number(),
  /** The chain on which the address is watched. */
  network: z.string(),
  address: z.string(),
  status: z.enum(INVOICE_STATUSES),
  expires_at: time,
}

const merchantFields = {
  ...sharedFields,
  qr_code_url: z.url(),
  customer_url: z.url(),
  created_at: time,
  metadata: z.record(z.string(), z.string()),
}

const termsFields = {
  exchange_rate: z.strictObject({
    rate: z.number(),
    source: z.string(),
    locked_at: time,
    expires_at: time,
    /** What it was made of: one price, or two of which the first was divided by the second. */
    inputs: z.array(
      z.strictObject({
        pair: z.string(),
        kind: z.enum(LEG_KINDS),
        value: z.string().nullable(),
        median: z.string().nullable(),
        sources: z.array(
          z.strictObject({
            source: z.string(),
            value: z.string(),
            at: time,
            left_out: z.enum(LEFT_OUT_FOR).nullable(),
          }),
        ),
      }),
    ),
  }),
  confirmation_settings: z.strictObject({
    required_confirmations: z.int(),
    merchant_override: z.int().nullable(),
    amount_based_default: z.int(),
  }),
  settlement_preview: z.strictObject({
    gross_amount: z.number(),
    platform_fee_amount: z.number(),
    platform_fee_percentage: z.number(),
    net_amount: z.number(),
  }),
}

export const createdInvoice = z.strictObject({ ...merchantFields, ...termsFields })

export const listedInvoice = z.strictObject({ ...merchantFields, paid_at: time.nullable() })

export const invoiceList = z.strictObject({
  invoices: z.array(listedInvoice),
  pagination,
})

export const settlementFields = {
  id: z.string(),
  gross_amount: z.number(),
  platform_fee_amount: z.number(),
  platform_fee_percentage: z.number(),
  net_amount: z.number(),
  /** What the customer's credit paid beside what arrived; no fee is taken of it. */
  credit_applied: z.number(),
  status: z.enum(SETTLEMENT_STATUSES),
  settled_at: time.nullable(),
}

export const invoiceDetail = z.strictObject({
  ...merchantFields,
  ...termsFields,
  paid_at: time.nullable(),
  cancelled_at: time.nullable(),
  payments: z.array(
    z.strictObject({
      id: z.string(),
      amount: z.number(),
      crypto_currency: z.string(),
      network: z.string(),
      tx_hash: z.string().nullable(),
      status: z.enum(PAYMENT_STATUSES),
      confirmations: z.int(),
      required_confirmations: z.int(),
      block_number: z.int(),
      from_address: z.string().nullable(),
      detected_at: time,
      confirmed_at: time.nullable(),
      /** What the payer paid for gas, which is not ours to know. */
      network_fee: z.number().nullable(),
    }),
  ),
  /** What stands beside the status and waits for someone. */
  exceptions: z.array(z.strictObject({ type: z.enum(EXCEPTIONS), opened_at: time })),
  /** Who the metadata says it is for. */
  customer: customerAnswer.nullable(),
  /** What came beyond the tolerance. */
  overpayment: overpaymentAnswer.nullable(),
  settlement: z.strictObject(settlementFields).nullable(),
  /** What your servers were told of it, the newest hundred. */
  webhook_deliveries: z.array(listedDelivery),
  audit_log: z.array(
    z.strictObject({
      id: z.string(),
      event: z.string(),
      timestamp: time,
      actor: z.string(),
      ip_address: z.string().nullable(),
      user_agent: z.string().nullable(),
      request_id: z.string().nullable(),
    }),
  ),
})

export const cancelledInvoice = z.strictObject({
  id: z.string(),
  status: z.enum(INVOICE_STATUSES),
  reason: z.string().nullable(),
  cancelled_at: time.nullable(),
  /** Only where money that arrived is to be given back. */
  refund_due: z.boolean().optional(),
})

export const publicInvoice = z.strictObject({
  ...sharedFields,
  payments: z.array(
    z.strictObject({
      amount: z.number(),
      crypto_currency: z.string(),
      status: z.enum(PAYMENT_STATUSES),
      confirmations: z.int(),
      required_confirmations: z.int(),
      confirmed_at: time.nullable(),
    }),
  ),
  /** In the asset that is asked for. */
  payment_progress: z.strictObject({
    received: z.number(),
    required: z.number(),
    remaining: z.number(),
    percent: z.number(),
  }),
  return_url: z.string().nullable(),
  cancel_url: z.string().nullable(),
  /** Seconds until it expires, never negative. */
  time_remaining: z.int(),
  /** When the amount is quoted anew, if it is not paid before. */
  quote_expires_at: time,
  /** Why there is no amount to send now; null where there is one. */
  paused_reason: z.enum(PAUSE_REASONS).nullable(),
})

export const settlementAnswer = z.strictObject({
  ...settlementFields,
  platform_fee_status: z.enum(['deducted', 'owed']),
  invoice_id: z.string(),
  merchant_id: z.string(),
  /** The asset it was paid in. */
  currency: z.string(),
  payout_details: z
    .strictObject({
      payout_tx_hash: z.string(),
      payout_network_fee: z.number(),
      net_received: z.number(),
    })
    .nullable(),
  created_at: time,
})
