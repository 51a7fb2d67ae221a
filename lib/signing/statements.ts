import { z } from 'zod'

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${bytes * 2}}$`, 'i'))
const units = z.string().regex(/^\d{1,78}$/)

/** Whose it is: the same in every statement about a way to pay. */
const place = {
  version: z.literal(1),
  merchant: z.string(),
  invoice: z.string(),
  livemode: z.boolean(),
  network: z.string(),
}

/** F8: an address that an invoice is paid to, with what it follows from. */
export const addressStatement = z.strictObject({
  type: z.literal('deposit-address'),
  ...place,
  address: z.string(),
  origin: z.discriminatedUnion('rail', [
    z.strictObject({
      rail: z.literal('forwarder'),
      treasury: hex(20),
      fee_recipient: hex(20),
      fee_bps: z.int().min(0).max(9_999),
      /** With the three before it makes the salt (F1). */
      ref: hex(32),
    }),
    z.strictObject({ rail: z.literal('wallet'), fingerprint: z.string(), index: z.int().min(0) }),
  ]),
})

/** F8: terms that an invoice is paid by through the hub (F5). Amounts are base units; a token of zero is the native coin. */
export const hubStatement = z.strictObject({
  type: z.literal('hub-terms'),
  ...place,
  chain_id: z.int(),
  hub: hex(20),
  payment_id: hex(32),
  terms_hash: hex(32),
  token: hex(20),
  symbol: z.string(),
  amount: units,
  fee: units,
  treasury: hex(20),
  fee_recipient: hex(20),
  /** In whole seconds. */
  deadline: z.iso.datetime(),
})

export type AddressStatement = z.output<typeof addressStatement>
export type HubStatement = z.output<typeof hubStatement>
