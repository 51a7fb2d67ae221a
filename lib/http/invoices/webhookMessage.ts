import { z } from 'zod'
import { SETTLEMENT_STATUSES } from '@/db/schema'
import { EXCEPTIONS, INVOICE_STATUSES, OVERPAYMENT_ACTIONS, PAYMENT_STATUSES } from '@/lib/domain/invoice'
import { OVERPAYMENT_STATUSES } from '@/lib/domain/overpayment'
import { WEBHOOK_EVENTS } from '@/lib/services/webhooks/eventNames'

const time = z.iso.datetime()

/** The body of every webhook in document 004's words. What stands beside `invoice` depends on the type. */
export const webhookMessage = z.strictObject({
  /** Of the event: the same in every try. */
  id: z.string(),
  type: z.enum(WEBHOOK_EVENTS),
  created: time,
  livemode: z.boolean(),
  data: z.strictObject({
    settlement: z
      .strictObject({
        id: z.string(),
        invoice_id: z.string(),
        gross_amount: z.number(),
        platform_fee_amount: z.number(),
        net_amount: z.number(),
        /** What the customer's credit paid beside what arrived. */
        credit_applied: z.number(),
        /** The asset it was paid in. */
        currency: z.string(),
        status: z.enum(SETTLEMENT_STATUSES),
        settled_at: time.nullable(),
      })
      .optional(),
    payment: z
      .strictObject({
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
      })
      .optional(),
    /** In the asset that is asked for. */
    payment_progress: z
      .strictObject({
        received: z.number(),
        required: z.number(),
        remaining: z.number(),
        percent: z.number(),
      })
      .optional(),
    exception: z.enum(EXCEPTIONS).optional(),
    /** What came beyond the tolerance, and what was done with it. */
    overpayment: z
      .strictObject({
        amount: z.number(),
        crypto_currency: z.string(),
        action: z.enum(OVERPAYMENT_ACTIONS),
        /** `reverted` when a reorganisation took it back. */
        status: z.enum([...OVERPAYMENT_STATUSES, 'reverted']),
        /** Whom it was credited to. */
        customer: z.string().nullable(),
      })
      .optional(),
    /** What an earlier payment's credit pays: the change, and all of it now. */
    credit: z
      .strictObject({ amount: z.number(), credit_applied: z.number(), crypto_currency: z.string() })
      .optional(),
    /** What reached the treasury, exact to the base unit. */
    sweep: z
      .strictObject({
        tx_hash: z.string(),
        currency: z.string(),
        net_amount: z.string(),
        fee_amount: z.string(),
      })
      .optional(),
    /** What of it is true by now, `GET /api/v1/invoices/{id}/refunds/{refund_id}` says. */
    refund: z
      .strictObject({
        id: z.string(),
        crypto_amount: z.string(),
        crypto_currency: z.string(),
        to: z.string(),
        tx_hash: z.string().nullable(),
      })
      .optional(),
    /** Why a person took what arrived for the whole. */
    reason: z.string().optional(),
    /** As it was when the event happened. */
    invoice: z.strictObject({
      id: z.string(),
      title: z.string(),
      status: z.enum(INVOICE_STATUSES),
      total: z.number(),
      currency: z.string(),
      metadata: z.record(z.string(), z.string()),
      created_at: time,
      expires_at: time,
      paid_at: time.nullable(),
    }),
  }),
})
