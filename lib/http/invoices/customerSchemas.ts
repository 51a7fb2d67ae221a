import { z } from 'zod'
import { OVERPAYMENT_ACTIONS } from '@/lib/domain/invoice'
import { OVERPAYMENT_STATUSES } from '@/lib/domain/overpayment'

const time = z.iso.datetime()

export const customerAnswer = z.strictObject({
  id: z.string(),
  /** Null where none was given, and once it is erased. */
  email: z.string().nullable(),
  /** Your own id of them. */
  customer_id: z.string().nullable(),
})

export const overpaymentAnswer = z.strictObject({
  amount: z.number(),
  crypto_currency: z.string(),
  action: z.enum(OVERPAYMENT_ACTIONS),
  status: z.enum(OVERPAYMENT_STATUSES),
  /** What the customer got of it, and what of that later invoices have taken; null where nobody got a credit. */
  customer_credit: z.strictObject({ customer: z.string(), amount: z.number(), used: z.number() }).nullable(),
})

/** What one customer has, by asset, and the newest changes. */
export const customerCredit = z.strictObject({
  customer: customerAnswer,
  balances: z.array(
    z.strictObject({
      crypto_currency: z.string(),
      network: z.string(),
      /** What the next invoice in this asset takes. */
      available: z.number(),
      /** Taken by invoices that are still open. */
      reserved: z.number(),
      /** Taken by paid ones. */
      spent: z.number(),
    }),
  ),
  /** The newest hundred. */
  entries: z.array(
    z.strictObject({
      id: z.string(),
      /** Negative where it was taken. */
      amount: z.number(),
      crypto_currency: z.string(),
      network: z.string(),
      /** The invoice that gave or took it. */
      invoice_id: z.string(),
      /** The overpaid invoice that it comes from. */
      source_invoice_id: z.string(),
      created_at: time,
    }),
  ),
})
