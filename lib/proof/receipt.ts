import { z } from 'zod'

/** Amounts are decimal text in whole tokens or in the currency; times are in UTC. */
const amount = z.string().regex(/^\d+(\.\d+)?$/)
const time = z.iso.datetime()
const hash = z.string()

/** One transfer that paid, with what a chain can be asked for to see it. */
const payment = z.strictObject({
  network: z.string(),
  /** Null where it was played in the sandbox: no chain knows of it. */
  chain_id: z.int().nullable(),
  asset: z.string(),
  /** Null is the native coin. */
  token: z.string().nullable(),
  amount,
  base_units: z.string().regex(/^\d+$/),
  /** In the receipt's currency at the rate of its block; null where it has none. */
  value: amount.nullable(),
  rate: z
    .strictObject({
      /** Currency for one whole token: numerator over denominator, exactly. */
      numerator: z.string().regex(/^\d+$/),
      denominator: z.string().regex(/^\d+$/),
      source: z.string(),
      at: time,
    })
    .nullable(),
  from: z.string().nullable(),
  /** The invoice's own address, or the contract that passed it on. */
  to: z.string(),
  /** Names the contract's event; null for a transfer to an address. */
  terms_hash: hash.nullable(),
  /** Null where only the balance shows it. */
  transaction: hash.nullable(),
  /** Of the log within its receipt; -1 is the transaction itself. */
  position: z.int().min(-1),
  block: z.strictObject({ number: z.int(), hash, time }),
})

const refund = z.strictObject({
  network: z.string(),
  asset: z.string(),
  amount,
  to: z.string(),
  transaction: hash.nullable(),
  completed_at: time,
})

/** What the instance signs of a paid invoice. It changes when a refund is completed, and never by being asked for again. */
export const receiptDocument = z.strictObject({
  type: z.literal('receipt'),
  version: z.literal(1),
  instance: z.string(),
  livemode: z.boolean(),
  invoice: z.string(),
  merchant: z.strictObject({ id: z.string(), name: z.string() }),
  status: z.enum(['paid', 'refunded']),
  /** The merchant said that it was paid elsewhere: nothing here shows it. */
  paid_outside: z.boolean(),
  title: z.string(),
  description: z.string().nullable(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string().nullable(),
      quantity: z.string(),
      unit_price: amount,
      total: amount,
    }),
  ),
  currency: z.string(),
  subtotal: amount,
  tax: amount,
  total: amount,
  /** What credit of an earlier overpayment paid of it; null without one. */
  credit: z.strictObject({ asset: z.string(), amount }).nullable(),
  created_at: time,
  paid_at: time,
  payments: z.array(payment),
  refunds: z.array(refund),
})

export type ReceiptDocument = z.output<typeof receiptDocument>
export type ReceiptPayment = z.output<typeof payment>
