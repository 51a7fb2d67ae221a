import { z } from 'zod'
import { EXCEPTIONS, INVOICE_STATUSES, PAYMENT_STATUSES } from '@/lib/domain/invoice'

const payment = z.strictObject({
  amount: z.number(),
  crypto_currency: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  confirmations: z.int().optional(),
  required_confirmations: z.int().optional(),
})

/** At the time of sending, in the asset that is asked for. */
const progress = z.strictObject({ received: z.number(), required: z.number(), percent: z.number() })

/** The data of each message, as document 004 shows it: no fees, and nothing that is the merchant's alone. */
export const eventMessage = z.union([
  z.strictObject({
    event: z.enum(['payment.detected', 'payment.reverted', 'payment.corrected']),
    payment,
    payment_progress: progress,
  }),
  z.strictObject({ event: z.enum(['payment.confirming', 'payment.confirmed']), payment }),
  z.strictObject({
    event: z.literal('invoice.paid'),
    status: z.literal('paid'),
    paid_at: z.iso.datetime().nullable(),
  }),
  z.strictObject({ event: z.literal('invoice.requoted'), expires_at: z.iso.datetime() }),
  z.strictObject({
    event: z.enum([
      'invoice.created',
      'invoice.pending',
      'invoice.partial',
      'invoice.confirming',
      'invoice.expired',
      'invoice.cancelled',
      'invoice.reopened',
      'invoice.refunded',
    ]),
    status: z.enum(INVOICE_STATUSES),
  }),
  z.strictObject({
    event: z.enum(['invoice.exception_opened', 'invoice.exception_closed']),
    exception: z.enum(EXCEPTIONS),
  }),
])
