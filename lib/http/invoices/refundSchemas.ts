import { z } from 'zod'
import { REFUND_KINDS, REFUND_STATUSES } from '@/lib/domain/refunds'
import type { AskedAmount } from '@/lib/services/refunds/refundAmount'
import { text, wholeNumber } from '../fields'
import { isLosslessNumber, type LosslessNumber } from '../json'

const time = z.iso.datetime()
const AMOUNT = 'must be "full", "excess" or a positive amount such as "6.49"'
const SHORTEST_SECONDS = 300
const LONGEST_SECONDS = 86_400

/** How much: all that is left, what nobody owed, or a decimal in the token, as text or as a number. */
const amount = z
  .union([z.string(), z.custom<LosslessNumber>(isLosslessNumber)], { error: AMOUNT })
  .transform(String)
  .transform((given, context): AskedAmount => {
    if (given === 'full' || given === 'excess') return { of: given }
    if (/^\d{1,60}(\.\d{1,30})?$/.test(given) && /[1-9]/.test(given)) return { of: 'exact', text: given }
    context.issues.push({ code: 'custom', input: given, message: AMOUNT })
    return z.NEVER
  })
  .meta({ type: ['string', 'number'], description: AMOUNT, examples: ['full', 'excess', '6.49'] })

export const refundBody = z.object({
  to: text(1, 100).meta({
    description: 'An address that the customer gave you; never the sender of the payment unasked.',
    examples: ['0x70997970C51812dc3A010C7d01b50e0d17dc79C8'],
  }),
  amount,
  crypto_currency: text(1, 20)
    .nullish()
    .meta({ description: 'Which of the tokens that arrived, where there are several' }),
  network: text(1, 40).nullish(),
  reason: text(0, 500).nullish(),
  expires_in: wholeNumber(SHORTEST_SECONDS, LONGEST_SECONDS)
    .nullish()
    .describe('Seconds until nobody should sign it any more; an hour unless said'),
})

/** A refund that is asked for. */
export const NEW_REFUND = {
  to: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  amount: 'full',
  reason: 'Out of stock',
}

export const reportBody = z.object({
  tx_hash: z
    .string({ error: 'must be the hash of a transaction' })
    .regex(/^0x[0-9a-fA-F]{64}$/, { error: 'must be the hash of a transaction' }),
})

/** A refund with everything that a wallet needs. */
export const refundAnswer = z.strictObject({
  id: z.string(),
  invoice_id: z.string(),
  status: z.enum(REFUND_STATUSES),
  type: z.enum(REFUND_KINDS).describe('What was asked for: all that was left, a part, or the excess.'),
  reason: z.string().nullable(),
  network: z.string(),
  chain_id: z.int(),
  crypto_currency: z.string(),
  /** Null is the network's own coin. */
  token_address: z.string().nullable(),
  token_decimals: z.int(),
  amount: z.number(),
  /** The same as decimal text, exact. */
  crypto_amount: z.string(),
  /** The same in the token's smallest unit. */
  amount_base_units: z.string(),
  to: z.string().describe('Whom it goes to: what the customer gave.'),
  /** It counts from one of these wallets of yours and from no other. */
  from_wallets: z.array(z.string()),
  /** As `eth_sendTransaction` takes it. */
  transaction: z.strictObject({
    to: z.string().describe('The token’s contract, or whom the network’s own coin goes to.'),
    value: z.string(),
    data: z.string().describe('The call of the token’s contract.'),
  }),
  /** The same as a link for wallets (ERC-681). */
  payment_uri: z.string(),
  expires_at: time,
  tx_hash: z.string().nullable(),
  /** What you said you sent, until the chain shows it. */
  reported_tx_hash: z.string().nullable(),
  from_address: z.string().nullable(),
  block_number: z.int().nullable(),
  confirmations: z.int(),
  required_confirmations: z.int(),
  created_at: time,
  sent_at: time.nullable(),
  completed_at: time.nullable(),
  cancelled_at: time.nullable(),
})

export const refundList = z.strictObject({
  refunds: z.array(refundAnswer),
  /** What can still be given back of each token that arrived: received less what refunds take of it. */
  refundable: z.array(
    z.strictObject({
      network: z.string(),
      crypto_currency: z.string(),
      received: z.number().describe('What arrived and is confirmed.'),
      allotted: z.number(),
      refundable: z.number(),
      /** What nobody owed: beyond the total, late, or a token that was not asked for. */
      excess: z.number(),
    }),
  ),
})

export const walletBody = z.object({
  address: text(1, 100).describe('A wallet of yours.'),
  label: text(0, 100).nullish(),
})

export const walletAnswer = z.strictObject({
  id: z.string(),
  address: z.string().describe('The wallet.'),
  label: z.string().nullable(),
  created_at: time,
})

export const walletList = z.strictObject({
  wallets: z.array(walletAnswer),
  /** Where your payments go: refunds from there count without declaring it. */
  treasuries: z.array(z.string()),
})
